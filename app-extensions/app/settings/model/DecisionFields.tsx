import { Flex, MultiSelect } from '@hubspot/ui-extensions';
import type { SettingsProblem } from '../../../../src/api/settings-contract.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { type Model, nameIn } from '../draft/draft.ts';
import { fieldProblem } from '../draft/problems.ts';
import { type Decision, goneTargets } from '../draft/touchpoint-map.ts';
import { NamesForm } from '../parts/NamesForm.tsx';
import { useSettingsTexts } from '../use-settings-texts.ts';

type DecisionFieldsProps = {
  decision: Decision;
  place: string;
  model: Model;
  problems: readonly SettingsProblem[];
  isReadOnly: boolean;
  onChange: (decision: Decision) => void;
};

/** What the buyer decides, and the stages and outcomes that the answers lead to. */
export function DecisionFields({ decision, place, model, problems, isReadOnly, onChange }: DecisionFieldsProps) {
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  const stageIds = new Set(model.stages.map(({ id }) => id));
  // Where a stage and an outcome have one id, the stage is meant.
  const targets = [...model.stages, ...model.outcomes.filter(({ id }) => !stageIds.has(id))];
  const known = targets.map(({ id, names }) => ({ value: id, label: nameIn(names, reader.language) || id }));
  const gone = goneTargets(decision, model);
  return (
    <Flex direction="column" gap="small">
      <NamesForm
        subject={texts.question}
        names={decision.names}
        place={`${place}.names`}
        onChange={(names) => onChange({ ...decision, names })}
        {...{ problems, isReadOnly }}
      />
      <MultiSelect
        label={texts.leadsTo}
        name={`${place}.leadsTo`}
        value={decision.leadsTo}
        readOnly={isReadOnly}
        options={[...known, ...gone.map((id) => ({ value: id, label: id }))]}
        onChange={(chosen) => onChange({ ...decision, leadsTo: chosen.map(String) })}
        {...(gone.length > 0
          ? { error: true, validationMessage: fill(texts.noSuchTarget, { ids: gone.join(', ') }) }
          : fieldProblem(problems, `${place}.leadsTo`))}
      />
    </Flex>
  );
}
