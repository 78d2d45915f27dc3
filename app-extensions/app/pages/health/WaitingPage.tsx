import { usePageRoute } from '@hubspot/ui-extensions/pages';
import type { HealthRow } from '../../../../src/api/settings-health-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { ProblemList } from './ProblemList.tsx';

type Row = HealthRow<'waiting-records'>;

/** Each record that waits for one kind of work: since when, and when what has failed before is tried again. */
export function WaitingPage() {
  const { reader, texts } = usePlace();
  const { queue = 'replays' } = usePageRoute().params as Record<string, string | undefined>;
  const time = (at: string) => formatTime(Date.parse(at), reader);
  return (
    <ProblemList<Row>
      key={queue}
      table="waiting-records"
      asked={{ queue }}
      title={texts.queues[queue as keyof typeof texts.queues] ?? texts.titles.waiting}
      note={texts.waitingRecordsNote}
      empty={texts.nothingWaits}
      testId="waiting-records"
      columns={[texts.sinceWhen, texts.nextTry]}
      cellsOf={({ since, retryAt }) => ({
        cells: [time(since), retryAt === null ? texts.nothing : time(retryAt)],
        csv: [since, retryAt],
      })}
    />
  );
}
