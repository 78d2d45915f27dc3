import { BarChart, Flex } from '@hubspot/ui-extensions';
import { formatBusinessTime } from '../../cards/dates.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';
import type { PageTexts } from '../texts/page-texts.ts';
import type { AgreementChoice } from './agreement-choice.ts';
import type { AgreementProps } from './CountedAgreement.tsx';
import { hoursCell } from './late-text.ts';

const colours = {
  marketing: 'darkBlue',
  sales: 'darkGreen',
  service: 'darkPurple',
  client: 'darkOrange',
  nobody: 'darkPink',
} as const;

/** To whom the business time belonged: one bar that is the whole, and its parts in numbers. */
export function WhoseTime({ data: { elapsed, stages }, choice }: AgreementProps) {
  const { reader, texts } = usePlace();
  const { whoseTime, noTime, allRecords, timeShare } = texts.agreement;
  const stage = choice.stage === null ? null : (stages.find(({ id }) => id === choice.stage)?.label ?? choice.stage);
  const percent = new Intl.NumberFormat(reader.locale, { style: 'percent' });
  const parties = elapsed.totalSeconds === 0 ? [] : elapsed.parties;
  return (
    <Flex direction="column" gap="small">
      <SectionTable
        title={whoseTime}
        note={noteOf(choice.team, stage, texts.agreement, texts.teams)}
        empty={noTime}
        testId="whose-time"
        columns={[texts.team, timeShare, texts.agreement.businessTime]}
        header={[texts.team, timeShare, `${texts.agreement.businessTime} (h)`]}
        rows={parties.map(({ id, label, seconds, percent: share }) => ({
          key: id,
          cells: [label, percent.format(share / 100), formatBusinessTime(seconds, reader.locale)],
          csv: [label, share, hoursCell(seconds)],
        }))}
      />
      {parties.length === 0 ? null : (
        <BarChart
          data={parties
            .filter(({ percent: share }) => share > 0)
            .map(({ label, percent: share }) => ({ whole: allRecords, party: label, share }))}
          axes={{
            x: { field: 'share', fieldType: 'linear', label: timeShare },
            y: { field: 'whole', fieldType: 'category' },
            options: {
              groupFieldByColor: 'party',
              stacking: true,
              colors: Object.fromEntries(parties.map(({ id, label }) => [label, colours[id]])),
            },
          }}
          options={{ showLegend: true, showDataLabels: true }}
        />
      )}
    </Flex>
  );
}

/** Of whose time the shares are: of a team's lead, in a stage, or of both. */
function noteOf(
  team: AgreementChoice['team'],
  stage: string | null,
  { whoseTimeNote, whoseTimeOfTeam, whoseTimeInStage }: PageTexts['agreement'],
  teams: PageTexts['teams'],
): string {
  const notes = [
    team === 'all' ? whoseTimeNote : fill(whoseTimeOfTeam, { team: teams[team] }),
    stage === null ? '' : fill(whoseTimeInStage, { stage }),
  ];
  return notes.filter(Boolean).join(' ');
}
