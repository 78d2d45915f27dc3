import type { HealthRow } from '../../../../src/api/settings-health-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { ProblemList } from './ProblemList.tsx';

type Row = HealthRow<'tagged-records'>;

/** Each record that has its tags in HubSpot, with them, by the names of their properties. */
export function TaggedPage() {
  const { reader, texts } = usePlace();
  return (
    <ProblemList<Row>
      table="tagged-records"
      asked={{}}
      title={texts.tagsWritten}
      note={texts.taggedNote}
      testId="tagged-records"
      columns={[texts.tags]}
      cellsOf={({ tags }) => ({
        cells: [toldIn(tags, (at) => formatTime(at, reader))],
        csv: [toldIn(tags, (at) => new Date(at).toISOString())],
      })}
    />
  );
}

/** A property whose name ends so holds an instant, which HubSpot keeps in milliseconds. */
function toldIn(tags: Row['tags'], timeOf: (at: number) => string): string {
  const isTime = (property: string, value: string) => property.endsWith('_at') && /^\d+$/.test(value);
  return Object.entries(tags)
    .map(([property, value]) => `${property}: ${isTime(property, value) ? timeOf(Number(value)) : value}`)
    .join(', ');
}
