import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { ExportedVisit } from '../store/export-visits.ts';
import type { Store } from '../store/operations.ts';

const pageSize = 2_000;

const columns = [
  'account_id',
  'object_type',
  'record_id',
  'lap',
  'stage',
  'team',
  'owner',
  'entered_at',
  'left_at',
  'move',
  'outcome',
  'cause',
] as const;

/** Writes all visits as CSV: a header, one line per visit, LF ends, ISO times in UTC. The same bytes from every database. */
export async function exportVisits(
  store: Pick<Store, 'readVisitsPage'>,
  output: NodeJS.WritableStream,
): Promise<{ visits: number }> {
  let visits = 0;
  async function* rows() {
    let after: ExportedVisit | null = null;
    for (;;) {
      const page: ExportedVisit[] = await store.readVisitsPage({ after, limit: pageSize });
      for (const visit of page) yield toRow(visit);
      visits += page.length;
      after = page.at(-1) ?? null;
      if (after === null || page.length < pageSize) return;
    }
  }
  await pipeline(rows, stringify({ header: true, columns: [...columns], record_delimiter: 'unix' }), output, {
    // Standard output is not ours to close.
    end: output !== process.stdout,
  });
  return { visits };
}

function toRow(visit: ExportedVisit): string[] {
  return [
    visit.accountId,
    visit.objectType,
    visit.recordId,
    String(visit.lap),
    visit.stage,
    visit.team,
    visit.owner,
    new Date(visit.enteredAt).toISOString(),
    visit.leftAt === null ? '' : new Date(visit.leftAt).toISOString(),
    visit.move,
    visit.outcome,
    visit.cause,
  ];
}
