import { Accordion, Divider, Flex, Heading, Text, Toggle } from '@hubspot/ui-extensions';
import { useRef } from 'react';
import { fill, fillCount } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { type AgreedTeam, newTeam, type Team, teams, withTeam } from '../draft/agreement-draft.ts';
import { problemsWithin } from '../draft/problems.ts';
import type { Note } from '../parts/Notes.tsx';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { AgreementPartProps } from './AgreementSettings.tsx';
import { CalendarForm } from './CalendarForm.tsx';
import { HolidaysForm } from './HolidaysForm.tsx';
import { PeopleForm } from './PeopleForm.tsx';

type TeamsTabProps = AgreementPartProps & { onTrouble: (told: Note) => void };
export type TeamFormProps = TeamsTabProps & { team: Team; agreed: AgreedTeam };

/** When each team is at work, who leads it, and who belongs to it. */
export function TeamsTab(props: TeamsTabProps) {
  return (
    <Flex direction="column" gap="small">
      {teams.map((team) => (
        <TeamForm key={team} {...props} team={team} />
      ))}
    </Flex>
  );
}

function TeamForm(props: TeamsTabProps & { team: Team }) {
  const { data, draft, team, problems, isReadOnly, onDraft } = props;
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const { reader } = usePlace();
  const agreed = draft.agreement.teams[team];
  const last = useRef<AgreedTeam | null>(null);
  // A team that was taken out comes back as it was.
  if (agreed !== undefined) last.current = agreed;
  const name = shared.teams[team];
  const count = problemsWithin(problems, `teams.${team}`).length;
  const own = problems.filter(({ path }) => path === `teams.${team}`);
  return (
    <Accordion
      title={count === 0 ? name : `⚠ ${name} · ${fillCount(shared.problems, count, reader.locale)}`}
      size="md"
      defaultOpen={false}
    >
      <Flex direction="column" gap="small">
        <Toggle
          label={fill(texts.takesPart, { team: name })}
          name={`teams.${team}.on`}
          checked={agreed !== undefined}
          readOnly={isReadOnly}
          textChecked={shared.on}
          textUnchecked={shared.off}
          onChange={(isOn) => onDraft(withTeam(draft, team, isOn ? (last.current ?? newTeam(data.timeZone)) : null))}
        />
        {own.map(({ message }) => (
          <Text key={message} variant="microcopy">{`⚠ ${message}`}</Text>
        ))}
        {agreed === undefined ? (
          <Text variant="microcopy">{fill(texts.takesNoPart, { team: name })}</Text>
        ) : (
          <>
            <Heading>{texts.people}</Heading>
            <PeopleForm {...props} agreed={agreed} />
            <Divider />
            <Heading>{texts.hours}</Heading>
            <CalendarForm {...props} agreed={agreed} />
            <Divider />
            <Heading>{texts.holidays}</Heading>
            <HolidaysForm {...props} agreed={agreed} />
          </>
        )}
      </Flex>
    </Accordion>
  );
}
