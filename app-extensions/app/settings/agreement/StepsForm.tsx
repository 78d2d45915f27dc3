import { Button, Flex, NumberInput, Select, Text } from '@hubspot/ui-extensions';
import type { Step } from '../draft/agreement-draft.ts';
import { fieldProblem } from '../draft/problems.ts';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import type { TargetPartProps } from './TargetForm.tsx';

/** What happens while the time is used up, at due, and after it. */
export function StepsForm({ target, place, problems, isReadOnly, onTarget }: TargetPartProps) {
  const texts = useAgreementTexts();
  const { steps } = target;
  const onSteps = (changed: Step[]) => onTarget({ ...target, steps: changed });
  const setStep = (index: number, change: Partial<Step>) =>
    onSteps(steps.map((step, at) => (at === index ? { ...step, ...change } : step)));
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'bold' }}>{texts.steps}</Text>
      {steps.length === 0 ? <Text variant="microcopy">{texts.noSteps}</Text> : null}
      {steps.map((step, index) => {
        const at = `${place}.steps[${index}]`;
        const isWrong = !Number.isInteger(step.atPercent) || step.atPercent < 1;
        return (
          // Steps have no ids; their number is what the problems call them by.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <Flex key={index} gap="small" align="end" wrap>
            <NumberInput
              label={texts.atPercent}
              name={`${at}.atPercent`}
              min={1}
              max={1000}
              precision={0}
              value={step.atPercent}
              readOnly={isReadOnly}
              onChange={(value) => setStep(index, { atPercent: Number.isFinite(value) ? value : 0 })}
              {...(isWrong ? { error: true, validationMessage: texts.amountWrong } : fieldProblem(problems, at))}
            />
            <Select
              label={texts.does}
              name={`${at}.do`}
              value={step.do}
              readOnly={isReadOnly}
              options={(['warn', 'task'] as const).map((value) => ({ value, label: texts.actions[value] }))}
              onChange={(value) => value !== undefined && setStep(index, { do: value as Step['do'] })}
            />
            <Select
              label={texts.who}
              name={`${at}.who`}
              value={step.who}
              readOnly={isReadOnly}
              options={(['owner', 'team-lead'] as const).map((value) => ({ value, label: texts.persons[value] }))}
              onChange={(value) => value !== undefined && setStep(index, { who: value as Step['who'] })}
            />
            {isReadOnly ? null : (
              <Button
                variant="transparent"
                size="xs"
                onClick={() => onSteps(steps.filter((_, place) => place !== index))}
              >
                {texts.removeStep}
              </Button>
            )}
          </Flex>
        );
      })}
      {isReadOnly ? null : (
        <Flex>
          <Button variant="transparent" size="xs" onClick={() => onSteps([...steps, nextStep(steps)])}>
            {texts.addStep}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}

/** The step that is not there yet: a warning before due, then tasks at and after it. */
function nextStep(steps: readonly Step[]): Step {
  const highest = Math.max(0, ...steps.map(({ atPercent }) => atPercent));
  if (highest < 75) return { atPercent: 75, do: 'warn', who: 'owner' };
  if (highest < 100) return { atPercent: 100, do: 'task', who: 'owner' };
  return { atPercent: Math.min(1000, highest + 50), do: 'task', who: 'team-lead' };
}
