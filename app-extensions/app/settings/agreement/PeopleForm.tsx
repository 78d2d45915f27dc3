import { Flex, MultiSelect, Select } from '@hubspot/ui-extensions';
import type { SettingsAgreementData } from '../../../../src/api/agreement-settings-contract.ts';
import { withTeam } from '../draft/agreement-draft.ts';
import { fieldProblem } from '../draft/problems.ts';
import type { AgreementTexts } from '../texts/agreement/agreement-texts.ts';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import type { TeamFormProps } from './TeamsTab.tsx';

const nobody = 'nobody';

/** Who leads a team, and who belongs to it: owners of the account. */
export function PeopleForm({ data, draft, team, agreed, problems, isReadOnly, onDraft }: TeamFormProps) {
  const texts = useAgreementTexts();
  const { leadPerson, members } = agreed;
  const place = `teams.${team}`;
  return (
    <Flex gap="medium" wrap align="start">
      <Select
        label={texts.leadPerson}
        name={`${place}.leadPerson`}
        description={texts.leadPersonNote}
        value={leadPerson ?? nobody}
        readOnly={isReadOnly}
        options={[
          { value: nobody, label: texts.nobody },
          ...people(data, leadPerson === undefined ? [] : [leadPerson], texts),
        ]}
        onChange={(value) =>
          value !== undefined &&
          onDraft(withTeam(draft, team, { leadPerson: value === nobody ? undefined : String(value) }))
        }
        {...fieldProblem(problems, `${place}.leadPerson`)}
      />
      <MultiSelect
        label={texts.members}
        name={`${place}.members`}
        description={texts.membersNote}
        value={members}
        readOnly={isReadOnly}
        options={people(data, members, texts)}
        onChange={(chosen) => onDraft(withTeam(draft, team, { members: chosen.map(String) }))}
        {...fieldProblem(problems, `${place}.members`)}
      />
    </Flex>
  );
}

/** Who is there to choose, and who was chosen though they have left or nobody knows them. */
function people({ owners }: SettingsAgreementData, chosen: readonly string[], texts: AgreementTexts) {
  const known = owners.filter(({ id, isActive }) => isActive || chosen.includes(id));
  const strangers = chosen.filter((id) => !known.some((owner) => owner.id === id));
  return [
    ...known.map(({ id, name, isActive }) => ({
      value: id,
      label: isActive ? name : texts.hasLeft.replace('{name}', name),
    })),
    ...strangers.map((id) => ({ value: id, label: `#${id}` })),
  ];
}
