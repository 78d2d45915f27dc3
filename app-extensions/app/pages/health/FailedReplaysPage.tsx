import type { HealthRow } from '../../../../src/api/settings-health-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { ProblemList } from './ProblemList.tsx';

type Row = HealthRow<'failed-replays'>;

/** Each record whose journey can't be computed: why, how often it was tried, and when it is tried next. */
export function FailedReplaysPage() {
  const { reader, texts } = usePlace();
  return (
    <ProblemList<Row>
      table="failed-replays"
      asked={{}}
      title={texts.titles.failedReplays}
      note={texts.failedReplaysNote}
      testId="failed-replay-records"
      columns={[texts.reason, texts.tries, texts.nextTry, texts.whatToDoNow]}
      cellsOf={({ message, failures, retryAt, whatToDo }) => ({
        cells: [message, String(failures), formatTime(Date.parse(retryAt), reader), whatToDo],
        csv: [message, failures, retryAt, whatToDo],
      })}
    />
  );
}
