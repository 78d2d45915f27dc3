import { Button, Flex, Input, MultiSelect, NumberInput, Select, Text } from '@hubspot/ui-extensions';
import type { SettingsModelData, SettingsProblem } from '../../../../src/api/settings-contract.ts';
import type { Condition } from '../draft/draft.ts';
import { fieldProblem } from '../draft/problems.ts';
import {
  activityKinds,
  emptyCondition,
  kindOf,
  type SimpleKind,
  simpleKinds,
  valuesIn,
} from '../draft/simple-condition.ts';
import type { SettingsTexts } from '../texts/settings-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import { JsonCondition } from './JsonCondition.tsx';

export type ConditionFormProps = {
  condition: Condition;
  /** Where it stands in the model, such as `stages[2].enter[0].when`. */
  place: string;
  /** The portal's lifecycle stages. */
  stages: SettingsModelData['lifecycleStages'];
  problems: readonly SettingsProblem[];
  isReadOnly: boolean;
  onChange: (condition: Condition) => void;
};

/** A condition by form where it is one of the simple kinds, else as JSON. */
export function ConditionForm(props: ConditionFormProps) {
  const { condition, place, problems, isReadOnly, onChange } = props;
  const texts = useSettingsTexts();
  const kind = kindOf(condition);
  const options = simpleKinds.map((one) => ({ value: one as string, label: texts.kinds[one] }));
  return (
    <Flex direction="column" gap="small">
      <Flex gap="small" wrap align="end">
        <Select
          label={texts.when}
          name={`${place}.kind`}
          value={kind}
          readOnly={isReadOnly}
          options={kind === 'json' ? [...options, { value: 'json', label: texts.kinds.json }] : options}
          onChange={(chosen) => chosen !== kind && chosen !== 'json' && onChange(emptyCondition(chosen as SimpleKind))}
          {...fieldProblem(problems, place)}
        />
        <Fields {...props} texts={texts} />
      </Flex>
      {kind === 'json' ? <JsonCondition {...props} /> : null}
      {kind === 'all' || kind === 'any' ? <Several {...props} kind={kind} /> : null}
    </Flex>
  );
}

type Given = Record<string, unknown>;

function Fields(props: ConditionFormProps & { texts: SettingsTexts }) {
  const { condition, place, stages, isReadOnly, texts } = props;
  const given = condition as Given;
  const onChange = (changed: Given) => props.onChange(changed as Condition);
  const common = { readOnly: isReadOnly };
  const property = (
    <Input
      {...common}
      label={texts.property}
      name={`${place}.property`}
      value={String(given.property ?? '')}
      onChange={(name) => name.trim() !== '' && onChange({ ...given, property: name.trim() })}
    />
  );
  switch (kindOf(condition)) {
    case 'lifecycle': {
      const values = given.lifecycle as string[];
      const missing = values.filter((value) => !stages.some((stage) => stage.value === value));
      return (
        <MultiSelect
          {...common}
          label={texts.isOneOf}
          name={`${place}.lifecycle`}
          value={values}
          options={[...stages, ...missing.map((value) => ({ value, label: value }))]}
          onChange={(chosen) => chosen.length > 0 && onChange({ lifecycle: chosen.map(String) })}
        />
      );
    }
    case 'property': {
      const values = Array.isArray(given.in) ? (given.in as string[]) : [String(given.is)];
      return (
        <>
          {property}
          <Input
            {...common}
            label={texts.isOneOf}
            name={`${place}.values`}
            description={texts.commas}
            value={values.join(', ')}
            onChange={(text) => {
              const chosen = valuesIn(text);
              const test = chosen.length === 1 ? { is: chosen[0] } : { in: chosen };
              if (chosen.length > 0) onChange({ property: given.property, ...test });
            }}
          />
        </>
      );
    }
    case 'known':
      return (
        <>
          {property}
          <Select
            {...common}
            label={texts.value}
            name={`${place}.known`}
            value={given.known as boolean}
            options={[
              { value: true, label: texts.known },
              { value: false, label: texts.unknown },
            ]}
            onChange={(known) => onChange({ ...given, known })}
          />
        </>
      );
    case 'atLeast':
      return (
        <>
          {property}
          <NumberInput
            {...common}
            label={texts.atLeast}
            name={`${place}.atLeast`}
            value={given.atLeast as number}
            onChange={(atLeast) => Number.isFinite(atLeast) && onChange({ ...given, atLeast })}
          />
        </>
      );
    case 'activity':
      return (
        <>
          <MultiSelect
            {...common}
            label={texts.isOneOf}
            name={`${place}.activity`}
            value={given.activity as string[]}
            options={activityKinds.map((value) => ({ value, label: texts.activities[value] }))}
            onChange={(chosen) => chosen.length > 0 && onChange({ ...given, activity: chosen })}
          />
          <Select
            {...common}
            label={texts.direction}
            name={`${place}.direction`}
            value={String(given.direction ?? 'any')}
            options={(['any', 'incoming', 'outgoing'] as const).map((value) => ({
              value,
              label: texts.directions[value],
            }))}
            onChange={(direction) => {
              const { activity } = given;
              onChange(direction === 'any' ? { activity } : { activity, direction });
            }}
          />
        </>
      );
    case 'deals':
      return (
        <>
          <Select
            {...common}
            label={texts.dealsAre}
            name={`${place}.deals`}
            value={String(given.deals)}
            options={(['open', 'won', 'lost', 'any'] as const).map((value) => ({ value, label: texts.deals[value] }))}
            onChange={(deals) => onChange({ ...given, deals })}
          />
          <NumberInput
            {...common}
            label={texts.atLeast}
            name={`${place}.count`}
            min={1}
            value={Number(given.count ?? 1)}
            onChange={(count) => count >= 1 && onChange({ deals: given.deals, ...(count > 1 && { count }) })}
          />
        </>
      );
    case 'quietFor':
      return (
        <NumberInput
          {...common}
          label={texts.days}
          name={`${place}.days`}
          min={1}
          value={Number((given.quietFor as { days: number }).days)}
          onChange={(days) => days >= 1 && onChange({ quietFor: { days: Math.round(days) } })}
        />
      );
    default:
      return null;
  }
}

/** Conditions that must all hold, or one of them. */
function Several({ kind, ...props }: ConditionFormProps & { kind: 'all' | 'any' }) {
  const texts = useSettingsTexts();
  const { condition, place, isReadOnly } = props;
  const parts = (condition as Record<typeof kind, Condition[]>)[kind];
  const change = (changed: Condition[]) => props.onChange({ [kind]: changed } as unknown as Condition);
  return (
    <Flex direction="column" gap="small">
      {parts.map((part, index) => (
        // Conditions have no ids; their number is what the problems call them by.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <Flex key={index} gap="small" align="end" wrap>
          <Text>{index === 0 ? '•' : kind === 'all' ? texts.and : texts.or}</Text>
          <ConditionForm
            {...props}
            condition={part}
            place={`${place}.${kind}[${index}]`}
            onChange={(changed) => change(parts.map((one, at) => (at === index ? changed : one)))}
          />
          {isReadOnly || parts.length === 1 ? null : (
            <Button variant="transparent" size="xs" onClick={() => change(parts.filter((_, at) => at !== index))}>
              {texts.remove}
            </Button>
          )}
        </Flex>
      ))}
      {isReadOnly ? null : (
        <Flex>
          <Button variant="transparent" size="xs" onClick={() => change([...parts, emptyCondition('lifecycle')])}>
            {texts.addCondition}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
