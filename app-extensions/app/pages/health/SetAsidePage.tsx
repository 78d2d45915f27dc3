import { usePageRoute } from '@hubspot/ui-extensions/pages';
import type { HealthRow } from '../../../../src/api/settings-health-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { ProblemList } from './ProblemList.tsx';

type Row = HealthRow<'single-set-aside-events'>;

/** Each event that nobody could understand, as far as it says what it is about. */
export function SetAsidePage() {
  const { reader, texts } = usePlace();
  const { reason } = usePageRoute().params as Record<string, string | undefined>;
  return (
    <ProblemList<Row>
      table="single-set-aside-events"
      asked={{ reason }}
      title={texts.titles.setAside}
      note={texts.setAsideNote}
      testId="set-aside-events"
      columns={[texts.event, texts.properties, texts.reason, texts.setAsideAt, texts.whatToDoNow]}
      cellsOf={({ event, property, reason: why, setAsideAt, whatToDo }) => ({
        cells: [
          ...[event === '' ? texts.nothing : event, property ?? texts.nothing, why],
          ...[formatTime(Date.parse(setAsideAt), reader), whatToDo],
        ],
        csv: [event, property, why, setAsideAt, whatToDo],
      })}
    />
  );
}
