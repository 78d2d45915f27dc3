import { usePageRoute } from '@hubspot/ui-extensions/pages';
import type { HealthRow } from '../../../../src/api/settings-health-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { ProblemList } from './ProblemList.tsx';

type Row = HealthRow<'recovered-records'>;

/** Each record of one type of which a comparison with HubSpot has found what deliveries had not told: what, and when. */
export function RecoveredPage() {
  const { reader, texts } = usePlace();
  const { type = 'contact' } = usePageRoute().params as Record<string, string | undefined>;
  return (
    <ProblemList<Row>
      key={type}
      table="recovered-records"
      asked={{ type }}
      title={`${texts.titles.recovered}: ${texts.recordTypes[type] ?? type}`}
      note={texts.recoveredNote}
      testId="recovered-records"
      columns={[texts.whatWasFound, texts.foundAt]}
      cellsOf={({ found, foundAt }) => ({
        cells: [found, formatTime(Date.parse(foundAt), reader)],
        csv: [found, foundAt],
      })}
    />
  );
}
