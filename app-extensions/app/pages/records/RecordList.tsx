import { Flex, Heading } from '@hubspot/ui-extensions';
import { formatTime } from '../../cards/dates.ts';
import { fill } from '../../cards/texts/fill.ts';
import type { JourneyChoice } from '../journey/journey-choice.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { CopyWholeCsv } from '../parts/CopyWholeCsv.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { RecordRows } from './RecordRows.tsx';
import { typeIds } from './record-address.ts';
import { useRecordNaming } from './use-record-names.ts';
import { useRecords } from './use-records.ts';

export type RecordListProps = { choice: JourneyChoice; stage: string; kind: string; segment: string | null };

/** Visits with the names that HubSpot has for their records; the app keeps none. */
export function RecordList(props: RecordListProps) {
  const { reader, texts } = usePlace();
  const list = useRecords(props);
  const { backend, stages, called, rows: visits, whole } = list;
  const { object } = props.choice;
  const { nameOf, unnamed, nameless } = useRecordNaming(
    typeIds[object],
    [...visits, ...whole.rows].map(({ recordId }) => recordId),
  );
  const label = (id: string) => stages.get(id) ?? id;
  const [, kind = props.kind, to = ''] = /^(to|touch|outcome)-(.+)$/.exec(props.kind) ?? [];
  const title = texts.behind[kind as keyof typeof texts.behind] ?? texts.titles.records;
  const columns = [texts.record, texts.enteredAt, texts.leftAt, texts.team, texts.owner, texts.lap];
  const time = (at: string | null) => (at === null ? texts.stillThere : formatTime(Date.parse(at), reader));
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{fill(title, { stage: label(props.stage), to: called ?? label(to) })}</Heading>
        {visits.length === 0 ? null : (
          <CopyWholeCsv
            {...{ list, unnamed, nameless }}
            header={['id', ...columns]}
            cellsOf={(visit) => [
              ...[visit.recordId, nameOf(visit.recordId), visit.enteredAt, visit.leftAt],
              ...[visit.team.label, visit.owner, visit.lap],
            ]}
          />
        )}
      </Flex>
      <Loaded backend={backend}>
        {() => (
          <RecordRows
            testId="records"
            {...{ object, columns, rows: visits, nameOf, list }}
            keyOf={(visit) => `${visit.recordId} ${visit.enteredAt}`}
            cellsOf={({ enteredAt, leftAt, team, owner, lap }) => [
              ...[time(enteredAt), time(leftAt), team.label, owner ?? texts.nothing, String(lap)],
            ]}
          />
        )}
      </Loaded>
    </Flex>
  );
}
