import type { Store } from '../../src/store/operations.ts';
import type { PortalStatus } from '../portal/create-portal.ts';
import { getJson, readMetric } from './watch-app.ts';

/** Prints what became of a run, from the portal's counts, the app's and the database. */
export async function printSummary(
  urls: { portal: string; app: string },
  store: Pick<Store, 'readTotals'>,
  seconds: number,
): Promise<void> {
  const portal = await getJson<PortalStatus>(`${urls.portal}/sandbox/status`);
  const totals = await store.readTotals({});
  const peakBytes = await readMetric(urls.app, 'journey_steward_peak_memory_bytes');
  const { deliveries, calls } = portal;
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const lines: [string, string][] = [
    [
      'events',
      `${deliveries.events} to deliver (${deliveries.duplicates} twice), ${deliveries.deliveredEvents} delivered, ${deliveries.dropped} dropped, ${deliveries.givenUpEvents} given up`,
    ],
    ['facts', `${totals.facts}, heard ${totals.hearings} times`],
    ['set aside', String(totals.setAside)],
    ['records', list(totals.records)],
    ['visits', totals.visits.map(({ stage, all, open }) => `${stage} ${all} (${open} open)`).join(', ') || 'none'],
    ['moves', list(totals.moves)],
    ['tags written', `${calls.batchUpdateInputs} records`],
    ['calls', `${calls.total}, ${calls.rateLimited} answered 429`],
    ['seconds', seconds.toFixed(1)],
    ['peak memory', `${Math.round(peakBytes / 1e6)} MB (the app)`],
  ];
  for (const [name, text] of lines) console.log(`${name.padEnd(13)} ${text}`);
}
