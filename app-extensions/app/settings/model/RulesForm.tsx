import { Flex, Select, Text, Tile, Toggle } from '@hubspot/ui-extensions';
import { addRule, type Rule, switchOff, switchOn, withStage } from '../draft/draft.ts';
import { emptyCondition, type SimpleKind, simpleKinds } from '../draft/simple-condition.ts';
import { ConditionForm } from '../parts/ConditionForm.tsx';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { StageFormProps } from './StageForm.tsx';

/** What brings a record into a stage. A rule that is off is left out of the model, and can be switched on again. */
export function RulesForm({ data, draft, stage, index, problems, isReadOnly, onDraft }: StageFormProps) {
  const texts = useSettingsTexts();
  const off = draft.off.filter(({ stageId }) => stageId === stage.id);
  const setRule = (place: number, rule: Rule) =>
    onDraft(withStage(draft, index, { enter: stage.enter.map((one, at) => (at === place ? rule : one)) }));
  return (
    <Flex direction="column" gap="small">
      {stage.enter.map((rule, place) => (
        <Tile key={rule.id} compact>
          <Toggle
            label={rule.id}
            name={`rule-${stage.id}-${rule.id}`}
            checked
            readOnly={isReadOnly}
            textChecked={texts.on}
            textUnchecked={texts.off}
            onChange={(isOn) => !isOn && onDraft(switchOff(draft, index, place))}
          />
          <ConditionForm
            condition={rule.when}
            place={`stages[${index}].enter[${place}].when`}
            stages={data.lifecycleStages}
            problems={problems}
            isReadOnly={isReadOnly}
            onChange={(when) => setRule(place, { ...rule, when })}
          />
        </Tile>
      ))}
      {off.map((one) => (
        <Tile key={`off ${one.rule.id}`} compact>
          <Toggle
            label={one.rule.id}
            name={`rule-${stage.id}-${one.rule.id}`}
            checked={false}
            textChecked={texts.on}
            textUnchecked={texts.off}
            onChange={(isOn) => isOn && onDraft(switchOn(draft, index, one))}
          />
          <Text variant="microcopy">{texts.offNote}</Text>
        </Tile>
      ))}
      {isReadOnly ? null : (
        <Flex>
          <Select
            label={texts.addRule}
            name={`add-rule-${stage.id}`}
            placeholder={texts.choose}
            options={simpleKinds.map((kind) => ({ value: kind, label: texts.kinds[kind] }))}
            onChange={(kind) =>
              kind !== undefined && onDraft(addRule(draft, index, emptyCondition(kind as SimpleKind)))
            }
          />
        </Flex>
      )}
    </Flex>
  );
}
