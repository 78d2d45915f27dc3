import type { HealthRow } from '../../../../src/api/settings-health-contract.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { ProblemList } from './ProblemList.tsx';

type Row = HealthRow<'tagged-records'>;

/** Each record that has its tags in HubSpot, with them, by the names of their properties. */
export function TaggedPage() {
  const { texts } = usePlace();
  return (
    <ProblemList<Row>
      table="tagged-records"
      asked={{}}
      title={texts.tagsWritten}
      note={texts.taggedNote}
      testId="tagged-records"
      columns={[texts.tags]}
      cellsOf={({ tags }) => {
        const told = Object.entries(tags).map(([property, value]) => `${property}: ${value}`);
        return { cells: [told.join(', ')], csv: [told.join(', ')] };
      }}
    />
  );
}
