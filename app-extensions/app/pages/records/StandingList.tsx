import { Flex, Heading } from '@hubspot/ui-extensions';
import type { JourneyStandingsData } from '../../../../src/api/journey-page-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { choiceQuery, type JourneyChoice } from '../journey/journey-choice.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { CopyWholeCsv } from '../parts/CopyWholeCsv.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { RecordRows } from './RecordRows.tsx';
import { typeIds } from './record-address.ts';
import type { Standing } from './standing.ts';
import { useParts } from './use-parts.ts';
import { useRecordNaming } from './use-record-names.ts';

type Row = JourneyStandingsData['records'][number];

/** The records behind a number over all stages, each with where it is or was last. */
export function StandingList({ choice, kind }: { choice: JourneyChoice; kind: Standing }) {
  const { reader, texts } = usePlace();
  const list = useParts<JourneyStandingsData, Row>(
    `/api/pages/journey/standings?${choiceQuery(choice, reader.language)}&kind=${kind}`,
    ({ records }) => records,
  );
  const { backend, rows, whole } = list;
  const ids = [...rows, ...whole.rows].map(({ recordId }) => recordId);
  const { nameOf, unnamed, nameless } = useRecordNaming(typeIds[choice.object], ids);
  const columns = [
    ...[texts.record, texts.createdAt, texts.stage, texts.enteredAt, texts.leftAt],
    ...[texts.team, texts.owner, texts.lap],
  ];
  const time = (at: string | null, none: string) => (at === null ? none : formatTime(Date.parse(at), reader));
  const cellsOf = ({ createdAt, visit }: Row): string[] => {
    const created = time(createdAt, texts.nothing);
    if (visit === null) return [created, ...Array<string>(6).fill(texts.nothing)];
    const { stage, enteredAt, leftAt, team, owner, lap } = visit;
    const [entered, left] = [time(enteredAt, texts.nothing), time(leftAt, texts.stillThere)];
    return [created, stage.label, entered, left, team.label, owner ?? texts.nothing, String(lap)];
  };
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{texts.standings[kind]}</Heading>
        {rows.length === 0 ? null : (
          <CopyWholeCsv
            {...{ list, unnamed, nameless }}
            header={['id', ...columns]}
            cellsOf={({ recordId, createdAt, visit }) => [
              ...[recordId, nameOf(recordId), createdAt, visit?.stage.label ?? null, visit?.enteredAt ?? null],
              ...[visit?.leftAt ?? null, visit?.team.label ?? null, visit?.owner ?? null, visit?.lap ?? null],
            ]}
          />
        )}
      </Flex>
      <Loaded backend={backend}>
        {() => (
          <RecordRows
            testId="standings"
            {...{ object: choice.object, columns, rows, nameOf, list }}
            keyOf={({ recordId }) => recordId}
            cellsOf={cellsOf}
          />
        )}
      </Loaded>
    </Flex>
  );
}
