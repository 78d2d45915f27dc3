import { Button, Divider, Flex, Heading, MultiSelect, Select, Text } from '@hubspot/ui-extensions';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { moveStage, type OwnerTeam, removeStage, type Stage, type Team, withStage } from '../draft/draft.ts';
import { fieldProblem } from '../draft/problems.ts';
import { NamesForm } from '../parts/NamesForm.tsx';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { ModelPartProps } from './ModelSettings.tsx';
import { PlaysForm } from './PlaysForm.tsx';
import { RulesForm } from './RulesForm.tsx';
import { TouchpointMapForm } from './TouchpointMapForm.tsx';

export type StageFormProps = ModelPartProps & { stage: Stage; index: number };

const teams: readonly Team[] = ['marketing', 'sales', 'service'];
const ownerTeams: readonly OwnerTeam[] = [...teams, 'nobody'];

/** One stage: its names and place, who leads, what brings a record in, and what the firm does there. */
export function StageForm(props: StageFormProps) {
  const { draft, stage, index, problems, isReadOnly, onDraft } = props;
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  const place = `stages[${index}]`;
  const isLast = index === draft.model.stages.length - 1;
  const lead = stage.lead.at(-1);
  const setLead = (team: OwnerTeam) =>
    onDraft(withStage(draft, index, { lead: [...stage.lead.slice(0, -1), { ...lead, team }] }));
  return (
    <Flex direction="column" gap="small">
      <NamesForm
        names={stage.names}
        place={`${place}.names`}
        problems={problems}
        isReadOnly={isReadOnly}
        onChange={(names) => onDraft(withStage(draft, index, { names }))}
      />
      <Flex gap="medium" wrap align="end">
        <Select
          label={texts.lead}
          name={`${place}.lead`}
          value={lead?.team ?? 'nobody'}
          readOnly={isReadOnly}
          options={ownerTeams.map((team) => ({ value: team, label: texts.teams[team] }))}
          onChange={(team) => setLead(team as OwnerTeam)}
          {...fieldProblem(problems, `${place}.lead`)}
        />
        <MultiSelect
          label={texts.contributors}
          name={`${place}.contributors`}
          value={stage.contributors}
          readOnly={isReadOnly}
          options={teams.map((team) => ({ value: team, label: texts.teams[team] }))}
          onChange={(chosen) => onDraft(withStage(draft, index, { contributors: chosen as Team[] }))}
          {...fieldProblem(problems, `${place}.contributors`)}
        />
      </Flex>
      {stage.lead.length === 1 ? null : (
        <Text variant="microcopy">{fill(texts.leadDepends, { count: String(stage.lead.length - 1) })}</Text>
      )}
      <Divider />
      <Heading>{texts.rules}</Heading>
      <Text variant="microcopy">{texts.rulesNote}</Text>
      <RulesForm {...props} />
      <Divider />
      <Heading>{texts.plays}</Heading>
      <PlaysForm {...props} />
      <Divider />
      <Heading>{texts.touchpointMap}</Heading>
      <Text variant="microcopy">{texts.touchpointMapNote}</Text>
      <TouchpointMapForm {...props} />
      <Divider />
      {isReadOnly ? null : (
        <Flex gap="small" wrap>
          <Button
            variant="secondary"
            size="sm"
            disabled={index === 0}
            onClick={() => onDraft(moveStage(draft, index, -1))}
          >
            {texts.earlier}
          </Button>
          <Button variant="secondary" size="sm" disabled={isLast} onClick={() => onDraft(moveStage(draft, index, 1))}>
            {texts.later}
          </Button>
          <Button
            variant="destructive"
            size="sm"
            disabled={draft.model.stages.length === 1}
            onClick={() => onDraft(removeStage(draft, index))}
          >
            {fill(texts.removeStage, { stage: stage.names[reader.language] })}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
