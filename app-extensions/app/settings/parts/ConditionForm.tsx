import { Button, Flex, Input, MultiSelect, NumberInput, Select, Text } from '@hubspot/ui-extensions';
import type { SettingsModelData, SettingsProblem } from '../../../../src/api/settings-contract.ts';
import { type Condition, isSame } from '../draft/draft.ts';
import { fieldProblem } from '../draft/problems.ts';
import {
  type ActivityKind,
  activityKinds,
  dealPhases,
  directionChoices,
  emptyCondition,
  type ShownCondition,
  type SimpleKind,
  shownOf,
  simpleKinds,
  textOf,
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
  const { condition, place, problems, isReadOnly } = props;
  const texts = useSettingsTexts();
  const shown = shownOf(condition);
  const { kind } = shown;
  // Fields call this when somebody merely leaves them, too.
  const onChange = (changed: Condition) => {
    if (!isSame(changed, condition)) props.onChange(changed);
  };
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
        <Fields {...props} {...{ shown, texts, onChange }} />
      </Flex>
      {kind === 'json' ? <JsonCondition {...props} /> : null}
      {shown.kind === 'all' || shown.kind === 'any' ? <Several {...props} shown={shown} /> : null}
    </Flex>
  );
}

type FieldsProps = ConditionFormProps & { shown: ShownCondition; texts: SettingsTexts };

function Fields(props: FieldsProps) {
  const { shown } = props;
  switch (shown.kind) {
    case 'lifecycle':
      return <LifecycleField {...props} values={shown.values} />;
    case 'property':
      return <ValuesFields {...props} shown={shown} />;
    case 'known':
      return <KnownFields {...props} shown={shown} />;
    case 'atLeast':
      return <AtLeastFields {...props} shown={shown} />;
    case 'activity':
      return <ActivityFields {...props} shown={shown} />;
    case 'deals':
      return <DealsFields {...props} shown={shown} />;
    case 'quietFor':
      return <QuietField {...props} days={shown.days} />;
    default:
      return null;
  }
}

type Shown<Kind extends ShownCondition['kind']> = FieldsProps & { shown: Extract<ShownCondition, { kind: Kind }> };

function LifecycleField(props: FieldsProps & { values: string[] }) {
  const { values, place, stages, isReadOnly, texts, onChange } = props;
  const missing = values.filter((value) => !stages.some((stage) => stage.value === value));
  return (
    <MultiSelect
      readOnly={isReadOnly}
      label={texts.isOneOf}
      name={`${place}.lifecycle`}
      value={values}
      options={[...stages, ...missing.map((value) => ({ value, label: value }))]}
      onChange={(chosen) => chosen.length > 0 && onChange({ lifecycle: chosen.map(String) })}
    />
  );
}

function PropertyField({ condition, place, isReadOnly, texts, onChange }: FieldsProps) {
  const { property } = condition as { property: string };
  return (
    <Input
      readOnly={isReadOnly}
      label={texts.property}
      name={`${place}.property`}
      value={property}
      onChange={(text) => {
        const name = text.trim();
        if (text !== property && name !== '') onChange({ ...condition, property: name } as Condition);
      }}
    />
  );
}

function ValuesFields(props: Shown<'property'>) {
  const { shown, place, isReadOnly, texts, onChange } = props;
  const { property, values } = shown;
  return (
    <>
      <PropertyField {...props} />
      <Input
        readOnly={isReadOnly}
        label={texts.isOneOf}
        name={`${place}.values`}
        description={texts.commas}
        value={textOf(values)}
        onChange={(text) => {
          const chosen = valuesIn(text);
          const [first] = chosen;
          // One value may stand as `is` or in a list: as it stands it stays, until there are other values.
          if (first === undefined || isSame(chosen, values)) return;
          onChange(chosen.length === 1 ? { property, is: first } : { property, in: chosen });
        }}
      />
    </>
  );
}

function KnownFields(props: Shown<'known'>) {
  const { shown, place, isReadOnly, texts, onChange } = props;
  return (
    <>
      <PropertyField {...props} />
      <Select
        readOnly={isReadOnly}
        label={texts.value}
        name={`${place}.known`}
        value={shown.known}
        options={[
          { value: true, label: texts.known },
          { value: false, label: texts.unknown },
        ]}
        onChange={(known) => known !== undefined && onChange({ property: shown.property, known: known === true })}
      />
    </>
  );
}

function AtLeastFields(props: Shown<'atLeast'>) {
  const { shown, place, isReadOnly, texts, onChange } = props;
  return (
    <>
      <PropertyField {...props} />
      <NumberInput
        readOnly={isReadOnly}
        label={texts.atLeast}
        name={`${place}.atLeast`}
        value={shown.atLeast}
        onChange={(atLeast) => Number.isFinite(atLeast) && onChange({ property: shown.property, atLeast })}
      />
    </>
  );
}

function ActivityFields({ shown, place, isReadOnly, texts, onChange }: Shown<'activity'>) {
  const { values, direction } = shown;
  const change = (activity: ActivityKind[], towards: typeof direction) =>
    onChange(towards === 'any' ? { activity } : { activity, direction: towards });
  return (
    <>
      <MultiSelect
        readOnly={isReadOnly}
        label={texts.isOneOf}
        name={`${place}.activity`}
        value={values}
        options={activityKinds.map((value) => ({ value, label: texts.activities[value] }))}
        onChange={(chosen) => chosen.length > 0 && change(chosen as ActivityKind[], direction)}
      />
      <Select
        readOnly={isReadOnly}
        label={texts.direction}
        name={`${place}.direction`}
        value={direction}
        options={directionChoices.map((value) => ({ value, label: texts.directions[value] }))}
        onChange={(chosen) => chosen !== undefined && change(values, chosen as typeof direction)}
      />
    </>
  );
}

function DealsFields({ shown, condition, place, isReadOnly, texts, onChange }: Shown<'deals'>) {
  const { phase, count } = shown;
  return (
    <>
      <Select
        readOnly={isReadOnly}
        label={texts.dealsAre}
        name={`${place}.deals`}
        value={phase}
        options={dealPhases.map((value) => ({ value, label: texts.deals[value] }))}
        onChange={(deals) => deals !== undefined && onChange({ ...condition, deals } as Condition)}
      />
      <NumberInput
        readOnly={isReadOnly}
        label={texts.atLeast}
        name={`${place}.count`}
        min={1}
        value={count}
        onChange={(most) => {
          const changed = Math.round(most);
          // A count of 1 may stand there or be left out: as it is it stays.
          if (changed >= 1 && changed !== count) onChange({ deals: phase, ...(changed > 1 && { count: changed }) });
        }}
      />
    </>
  );
}

function QuietField({ days, place, isReadOnly, texts, onChange }: FieldsProps & { days: number }) {
  return (
    <NumberInput
      readOnly={isReadOnly}
      label={texts.days}
      name={`${place}.days`}
      min={1}
      value={days}
      onChange={(given) => Math.round(given) >= 1 && onChange({ quietFor: { days: Math.round(given) } })}
    />
  );
}

/** Conditions that must all hold, or one of them. */
function Several({
  shown,
  ...props
}: ConditionFormProps & { shown: Extract<ShownCondition, { kind: 'all' | 'any' }> }) {
  const texts = useSettingsTexts();
  const { place, isReadOnly } = props;
  const { kind, parts } = shown;
  const change = (changed: Condition[]) => props.onChange(kind === 'all' ? { all: changed } : { any: changed });
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
