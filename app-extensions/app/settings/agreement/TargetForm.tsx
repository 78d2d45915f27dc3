import { Flex, NumberInput, Select, Text, Tile, Toggle } from '@hubspot/ui-extensions';
import { useRef } from 'react';
import { type LengthUnit, lengthUnits, type Target, type TargetKind, withTarget } from '../draft/agreement-draft.ts';
import { fieldProblem, problemsWithin } from '../draft/problems.ts';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { AgreedStageProps } from './AgreedStageForm.tsx';
import { lengthOf } from './length-text.ts';
import { StepsForm } from './StepsForm.tsx';

const beginning: Target = { within: { businessHours: 8 }, steps: [{ atPercent: 100, do: 'warn', who: 'owner' }] };

/** One target of a stage: whether it is asked for, how long it gives, and what happens on the way. */
export function TargetForm(props: AgreedStageProps & { kind: TargetKind }) {
  const { draft, row, agreed, kind, problems, isReadOnly, onDraft } = props;
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const target = agreed.targets[kind];
  const last = useRef(beginning);
  // A target that was switched off comes back as it was.
  if (target !== undefined) last.current = target;
  const place = `stages.${row.id}.targets.${kind}`;
  const onTarget = (changed: Target | undefined) => onDraft(withTarget(draft, row.id, kind, changed));
  const own = problems.filter(({ path }) => path === place);
  return (
    <Tile compact>
      <Flex direction="column" gap="small">
        <Toggle
          label={texts.targets[kind]}
          name={`${place}.on`}
          checked={target !== undefined}
          readOnly={isReadOnly}
          textChecked={shared.on}
          textUnchecked={shared.off}
          onChange={(isOn) => onTarget(isOn ? last.current : undefined)}
        />
        <Text variant="microcopy">{texts.targetNotes[kind]}</Text>
        {own.map(({ message }) => (
          <Text key={message} variant="microcopy">{`⚠ ${message}`}</Text>
        ))}
        {target === undefined ? null : <LengthForm {...{ target, place, problems, isReadOnly, onTarget }} />}
        {target === undefined ? null : <StepsForm {...{ target, place, problems, isReadOnly, onTarget }} />}
      </Flex>
    </Tile>
  );
}

export type TargetPartProps = Pick<AgreedStageProps, 'problems' | 'isReadOnly'> & {
  target: Target;
  /** Where it stands in the agreement, such as `stages.convert.targets.stayWithin`. */
  place: string;
  onTarget: (target: Target) => void;
};

/** How long: a number, and of what, so that nobody has to guess what a day is. */
function LengthForm({ target, place, problems, isReadOnly, onTarget }: TargetPartProps) {
  const texts = useAgreementTexts();
  const { unit, amount } = lengthOf(target);
  const onLength = (changed: Target['within']) => onTarget({ ...target, within: changed });
  const isWrong = !Number.isInteger(amount) || amount < 1;
  const given = fieldProblem(problemsWithin(problems, `${place}.within`), `${place}.within`);
  return (
    <Flex direction="column" gap="extra-small">
      <Flex gap="small" wrap align="end">
        <NumberInput
          label={texts.amount}
          name={`${place}.amount`}
          min={1}
          precision={0}
          value={amount}
          readOnly={isReadOnly}
          onChange={(value) => onLength({ [unit]: Number.isFinite(value) ? value : 0 })}
          {...(isWrong ? { error: true, validationMessage: texts.amountWrong } : given)}
        />
        <Select
          label={texts.unit}
          name={`${place}.unit`}
          value={unit}
          readOnly={isReadOnly}
          options={lengthUnits.map((value) => ({ value, label: texts.units[value] }))}
          onChange={(value) => value !== undefined && onLength({ [value as LengthUnit]: amount })}
        />
      </Flex>
      {unit === 'endOfBusinessDay' ? <Text variant="microcopy">{texts.dayNote}</Text> : null}
    </Flex>
  );
}
