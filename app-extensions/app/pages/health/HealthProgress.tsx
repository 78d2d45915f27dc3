import { Flex, ProgressBar, StatusTag, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { HealthData } from '../../../../src/api/settings-health-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';

type Props = { data: HealthData };

/** How far the past of each kind of record is read. */
export function PastRead({ data }: Props) {
  const { texts } = usePlace();
  return (
    <SectionTable
      title={texts.pastRead}
      note={texts.pastReadNote}
      testId="backfill"
      columns={[texts.kind, texts.progress, texts.whatToDoNow]}
      rows={data.backfill.map((row) => ({
        key: row.objectType,
        cells: [
          texts.recordTypes[row.objectType] ?? row.objectType,
          <Progress key="p" row={row} />,
          row.whatToDo || texts.nothing,
        ],
        csv: [row.objectType, `${row.recordsDone}/${row.recordsTotal}`, row.failure],
      }))}
    />
  );
}

/** As of when each kind of record was compared, and what that found. */
export function Repairs({ data }: Props) {
  const { reader, texts } = usePlace();
  const format = new Intl.NumberFormat(reader.locale);
  const sum = (counts: Record<string, number | undefined>) =>
    Object.values(counts).reduce((total: number, count) => total + (count ?? 0), 0);
  return (
    <SectionTable
      title={texts.compared}
      note={texts.comparedNote}
      empty={texts.notComparedYet}
      testId="repairs"
      columns={[texts.kind, texts.comparedAsOf, texts.progress, texts.foundAgain, texts.whatToDoNow]}
      rows={data.repairs.map((row) => ({
        key: row.objectType,
        cells: [
          texts.recordTypes[row.objectType] ?? row.objectType,
          row.checkedAt === null ? texts.neverChecked : formatTime(Date.parse(row.checkedAt), reader),
          <Progress key="p" row={row} />,
          sum(row.recoveredEver) === 0 ? (
            format.format(0)
          ) : (
            <PageLink key="found" to="/health/recovered" params={{ type: row.objectType }}>
              {format.format(sum(row.recoveredEver))}
            </PageLink>
          ),
          row.whatToDo || texts.nothing,
        ],
        csv: [
          ...[row.objectType, row.checkedAt, `${row.recordsDone}/${row.recordsTotal}`, sum(row.recoveredEver)],
          row.failure,
        ],
      }))}
    />
  );
}

/** What is still to be done, and for how long already. Who is to be forgotten is told to nobody. */
export function Waiting({ data }: Props) {
  const { reader, texts } = usePlace();
  const format = new Intl.NumberFormat(reader.locale);
  return (
    <SectionTable
      title={texts.waiting}
      note={texts.waitingNote}
      testId="queues"
      columns={[texts.queue, texts.count, texts.since]}
      rows={data.queues.map(({ queue, waiting, since }) => ({
        key: queue,
        cells: [
          texts.queues[queue] ?? queue,
          waiting === 0 || queue === 'erasures' ? (
            format.format(waiting)
          ) : (
            <PageLink key="waiting" to="/health/waiting" params={{ queue }}>
              {format.format(waiting)}
            </PageLink>
          ),
          since === null ? texts.nothing : formatTime(Date.parse(since), reader),
        ],
        csv: [queue, waiting, since],
      }))}
    />
  );
}

type Row = HealthData['backfill'][number] | HealthData['repairs'][number];

function Progress({ row: { recordsDone, recordsTotal, finishedAt, isRunning, failure } }: { row: Row }) {
  const { reader, texts } = usePlace();
  if (failure !== '') {
    return (
      <Flex direction="column">
        <StatusTag variant="warning">{texts.trouble}</StatusTag>
        <Text variant="microcopy">{failure}</Text>
      </Flex>
    );
  }
  if (isRunning) {
    return (
      <ProgressBar title={texts.running} value={recordsDone} maxValue={Math.max(1, recordsTotal)} showPercentage />
    );
  }
  if (finishedAt === null) return <StatusTag variant="default">{texts.notYet}</StatusTag>;
  return <StatusTag variant="success">{`${texts.done}, ${formatTime(Date.parse(finishedAt), reader)}`}</StatusTag>;
}
