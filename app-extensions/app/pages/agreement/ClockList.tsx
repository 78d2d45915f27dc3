import { Flex, Link } from '@hubspot/ui-extensions';
import type { AgreementRecordsData } from '../../../../src/api/agreement-page-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { fill } from '../../cards/texts/fill.ts';
import type { Period } from '../journey/journey-choice.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { CopyWholeCsv } from '../parts/CopyWholeCsv.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';
import { recordAddress } from '../records/record-address.ts';
import { useParts } from '../records/use-parts.ts';
import { periodQuery } from './agreement-choice.ts';
import { hoursCell, lateText } from './late-text.ts';
import { useNaming } from './use-names-of.ts';

type Row = AgreementRecordsData['rows'][number];
type ClockListProps = {
  params: Record<string, string | undefined> & { number: string; team: string; stage: string };
  period: Period;
};

const asked = ['number', 'team', 'stage', 'clock', 'reason', 'to'] as const;

/** Clocks or returned handoffs with the names that HubSpot has for their records; the app keeps none. */
export function ClockList({ params, period }: ClockListProps) {
  const place = usePlace();
  const { context, reader, texts } = place;
  const query = [`language=${reader.language}`, ...periodQuery(period)];
  for (const name of asked) {
    const value = params[name];
    if (value !== undefined) query.push(`${name}=${encodeURIComponent(value)}`);
  }
  const list = useParts<AgreementRecordsData, Row>(
    `/api/pages/agreement/records?${query.join('&')}`,
    (data) => data.rows,
  );
  const { backend, rows, whole, hasMore, more } = list;
  const { nameOf, unnamed, nameless } = useNaming([...rows, ...whole.rows]);
  const { behind, clock, state, started, stopped, stillOpen, dueAt, lateBy } = texts.agreement;
  const time = (at: string) => formatTime(Date.parse(at), reader);
  const why = ({ because }: Row) => [because?.reason.label, because?.note].filter(Boolean).join(' · ');
  const title = ({ team, stage }: AgreementRecordsData) =>
    fill(behind, {
      number: texts.clockNumbers[params.number as keyof typeof texts.clockNumbers] ?? '',
      team: team.label,
      stage: stage.label,
    });
  const isReturned = params.number === 'returned';
  const columns = [texts.record, isReturned ? texts.reason : clock, state, started, dueAt, stopped, lateBy];
  return (
    <Loaded backend={backend}>
      {(data) => (
        <Flex direction="column" gap="small">
          <SectionTable
            title={title(data)}
            note={data.clock?.label ?? ''}
            empty={hasMore ? texts.searching : texts.noRecords}
            testId="clocks"
            columns={columns}
            copy={
              <CopyWholeCsv
                {...{ list, unnamed, nameless }}
                header={['id', ...columns.slice(0, -1), `${lateBy} (h)`]}
                cellsOf={(row) => [
                  ...[`${row.objectType}/${row.recordId}`, nameOf(row), row.clock?.label ?? why(row), row.stateLabel],
                  ...[row.startedAt, row.dueAt, row.stoppedAt, hoursCell(row.lateSeconds)],
                ]}
              />
            }
            rows={rows.map((row, index) => ({
              key: `${index} ${row.recordId}`,
              cells: [
                <Link key="record" href={recordAddress(context.portal.id, row.objectType, row.recordId)}>
                  {nameOf(row)}
                </Link>,
                row.clock?.label ?? why(row),
                row.stateLabel,
                time(row.startedAt),
                row.dueAt === null ? texts.nothing : time(row.dueAt),
                row.stoppedAt === null ? stillOpen : time(row.stoppedAt),
                row.lateSeconds === 0 ? texts.nothing : lateText(row, place),
              ],
            }))}
          />
          {hasMore ? <MoreButton isLoading={backend.isLoading} more={more} /> : null}
        </Flex>
      )}
    </Loaded>
  );
}
