import { table, whole } from '../report.ts';
import type { Asked } from './ask-process.ts';
import { askedShares } from './card-account.ts';
import type { CardMeasurement } from './measure-card.ts';

/** What the slowest card of a hundred may take while events come in, ms. */
export const cardGoalMs = 25;

const kinds: Record<Asked['kind'] | 'card', string> = {
  card: 'all cards',
  any: '… of any contact',
  heavy: '… with 300 or 3,000 facts more',
  merged: '… by the id of one that was merged',
  changing: '… of whom something comes in',
  unsigned: 'refused, for want of a signature',
};

/** The value below which a share of the sorted values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** How long answers took, by what was asked for, with the same questions while nothing came in as the baseline. */
export function latencyTable(measurements: readonly CardMeasurement[]): string {
  const head = [
    'database',
    'asked for',
    'asked',
    'p50 ms',
    'p95',
    'p99',
    'max',
    'own p99',
    'p50 without events',
    'p99',
    '× p50',
    '× p99',
    '',
  ];
  const rows = measurements.flatMap(({ database, quiet, busy }) =>
    (['card', ...Object.keys(askedShares), 'unsigned'] as (Asked['kind'] | 'card')[]).map((kind) => {
      const [with_, without] = [timesOf(busy, kind), timesOf(quiet, kind)];
      const at = (times: readonly number[], share: number) => quantile(times, share);
      const ratio = (share: number) => (at(with_, share) / at(without, share)).toFixed(2);
      const verdict = at(with_, 0.99) < cardGoalMs ? `< ${cardGoalMs}, reached` : `< ${cardGoalMs}, NOT REACHED`;
      return [
        ...[database, kinds[kind], String(with_.length)],
        ...[0.5, 0.95, 0.99, 1].map((share) => at(with_, share).toFixed(1)),
        ownP99(busy, kind),
        ...[at(without, 0.5).toFixed(1), at(without, 0.99).toFixed(1), ratio(0.5), ratio(0.99)],
        kind === 'card' ? verdict : '',
      ];
    }),
  );
  return table(head, rows);
}

function timesOf(asked: readonly Asked[], kind: Asked['kind'] | 'card'): number[] {
  return those(asked, kind).map(({ ms }) => ms);
}

function those(asked: readonly Asked[], kind: Asked['kind'] | 'card'): Asked[] {
  return asked.filter((one) => (kind === 'card' ? one.kind !== 'unsigned' : one.kind === kind));
}

/** Empty where the system does not tell the time of threads. */
function ownP99(asked: readonly Asked[], kind: Asked['kind'] | 'card'): string {
  const times = those(asked, kind).map(({ ownMs }) => ownMs);
  const told = times.filter((ownMs) => ownMs !== null);
  return told.length < times.length ? '' : quantile(told, 0.99).toFixed(1);
}

/** What was in the database, what came in, and what the app did with it in that time. */
export function workTable(measurements: readonly CardMeasurement[]): string {
  const head = [
    ...['database', 'contacts', 'facts', 'MB', 'copied in s', 'events/s sent', 'taken', 'refused', 'unpacked/s'],
    ...['journeys/s', 'records waiting at the end', 'KB of a card, median', 'load without events', 'with'],
  ];
  const rows = measurements.map(({ database, contacts, filled, bytes, events, done, busy, load }) => {
    const perSecond = (count: number) => whole((count * 1_000) / events.elapsedMs);
    const sizes = busy.filter(({ kind }) => kind !== 'unsigned').map((one) => one.bytes);
    const refused = Object.values(events.refused).reduce((sum, count) => sum + count, 0);
    return [
      ...[database, whole(contacts), whole(filled.facts), whole(bytes / 1e6), whole(filled.elapsedMs / 1_000)],
      ...[perSecond(events.sent), perSecond(events.taken), whole(refused), perSecond(done.events)],
      ...[perSecond(done.journeys), whole(done.queued.records), (quantile(sizes, 0.5) / 1_000).toFixed(1)],
      ...[load.quiet, load.busy],
    ];
  });
  return table(head, rows);
}
