import { table, whole } from '../report.ts';
import type { AccountMeasurement } from './measure-accounts.ts';

/** One line for each account: how fast all of it is replayed under a new model, and against reading and sorting alone. */
export function accountTable(measurements: readonly AccountMeasurement[]): string {
  const head = [
    'database',
    'contacts',
    'records',
    'facts',
    'publishing, ms',
    're-replay, s',
    'contacts/s',
    'journeys/s',
    '× reading and sorting',
    'MB before',
    'MB after',
  ];
  const rows = measurements.map((measurement) => {
    const { database, contacts, facts, again, read, bytes } = measurement;
    return [
      database,
      whole(contacts),
      whole(read.records),
      whole(facts),
      whole(again.publishMs),
      (again.elapsedMs / 1_000).toFixed(1),
      whole((contacts * 1_000) / again.elapsedMs),
      whole((again.records * 1_000) / again.elapsedMs),
      (again.elapsedMs / read.elapsedMs).toFixed(1),
      megabytes(bytes.first),
      megabytes(bytes.again),
    ];
  });
  return table(head, rows);
}

/** Memory of the process that replays, as it goes on and at its peak: it must not grow with the number of contacts. */
export function memoryTable(measurements: readonly AccountMeasurement[]): string {
  const head = [
    'database',
    'contacts',
    'MB at a quarter (heap)',
    'at half',
    'at the end',
    'peak',
    'of reading alone',
    'peak against a tenth of the contacts',
  ];
  const rows = measurements.map(({ database, contacts, again, read }) => {
    const smaller = measurements.find((one) => one.database === database && one.contacts < contacts);
    const samples = [0, 1, 2].map((index) => {
      const sample = again.memory[index];
      return sample ? `${megabytes(sample.residentBytes)} (${megabytes(sample.heapBytes)})` : '';
    });
    return [
      database,
      whole(contacts),
      ...samples,
      megabytes(again.peakResidentBytes),
      megabytes(read.peakResidentBytes),
      smaller ? (again.peakResidentBytes / smaller.again.peakResidentBytes).toFixed(2) : '',
    ];
  });
  return table(head, rows);
}

function megabytes(bytes: number): string {
  return whole(bytes / 1e6);
}
