import { Flex, Tag, type TagProps, Text } from '@hubspot/ui-extensions';
import type { CardVisit } from '../../../../src/api/card-contract.ts';
import { formatDate, formatDuration, formatRange } from '../dates.ts';
import type { Journey, Visit } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import type { Reader } from '../reader.ts';
import { tellOutcomeSaid } from '../tell-outcome-said.ts';
import { fill } from '../texts/fill.ts';
import { CausedBy } from './CausedBy.tsx';
import { OutcomeTag } from './OutcomeTag.tsx';
import { TeamTag } from './TeamTag.tsx';
import { TouchList } from './TouchList.tsx';

const colourOfMove: Partial<Record<CardVisit['move']['kind'], TagProps['variant']>> = {
  start: 'default',
  advance: 'default',
  skip: 'default',
  regress: 'warning',
  'new-lap': 'success',
  correction: 'info',
  noise: 'default',
};

/** One stay in a stage: from when to when, how long, by whom led, why it began and how it ended. */
export function VisitEntry({ visit, data }: { visit: Visit; data: Journey }) {
  const reader = useReader();
  return (
    <Flex direction="column" gap="flush">
      <Flex gap="extra-small" align="center" wrap>
        <Text format={{ fontWeight: 'demibold' }}>{visit.stage.label}</Text>
        <TeamTag team={visit.team} />
        <Tag variant={colourOfMove[visit.move.kind] ?? 'default'}>{visit.move.label}</Tag>
        <OutcomeTag outcome={visit.outcome} isOpen={visit.leftAt === null} />
      </Flex>
      <Text variant="microcopy">{timeLine(visit, data, reader)}</Text>
      <Text>{visit.cause}</Text>
      {visit.causedBy === undefined ? null : <CausedBy keys={visit.causedBy} />}
      {visit.touches === undefined ? null : <TouchList touches={visit.touches} />}
      {visit.correction === null ? null : (
        <Text format={{ italic: true }}>{correctionLine(visit.correction, reader)}</Text>
      )}
      {visit.outcomeSaid === undefined ? null : (
        <Text format={{ italic: true }}>{tellOutcomeSaid(visit.outcomeSaid, reader)}</Text>
      )}
    </Flex>
  );
}

function correctionLine({ by, reason }: NonNullable<Visit['correction']>, { texts }: Reader): string {
  const name = by?.name ?? null;
  return name === null ? fill(texts.corrected, { reason }) : fill(texts.correctedBy, { name, reason });
}

function timeLine(visit: Visit, { asOf, model }: Journey, reader: Reader): string {
  const { texts, locale } = reader;
  const from = Date.parse(visit.enteredAt);
  const to = Date.parse(visit.leftAt ?? asOf);
  const dates =
    visit.leftAt === null ? fill(texts.openVisit, { date: formatDate(from, reader) }) : formatRange(from, to, reader);
  const lap = model.isCircular && visit.lap > 1 ? [fill(texts.lapOfVisit, { lap: String(visit.lap) })] : [];
  return [dates, formatDuration(from, to, locale, texts.underAMinute), ...lap].join(' · ');
}
