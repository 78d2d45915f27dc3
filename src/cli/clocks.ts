import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../agreement/clock.ts';
import { statusOfClock } from '../agreement/tightest-clock.ts';
import { readClockSettings } from '../config.ts';
import { JourneyStewardError } from '../errors.ts';
import type { Instant } from '../journey/instant.ts';
import { createJourneyClock } from '../journey-clock.ts';
import type { Store } from '../store/operations.ts';
import { createAccountRegistry } from '../worker/account-registry.ts';
import { drawTable } from './draw-table.ts';
import { type CountedClocks, countedClocks, exportClocks } from './export-clocks.ts';

/** `now`: up to when open clocks are counted, ms; where the clock of journeys stands when left out. */
export type ClocksCommand = { format: string; output?: string; now?: Instant };

/** `clocks`: writes all clocks as CSV, or counts them for each team, stage and kind. */
export async function clocks(store: Store, { format, output, now: given }: ClocksCommand): Promise<void> {
  if (format !== 'csv' && format !== 'table') {
    throw new JourneyStewardError('request-invalid', `--format ${format}: the formats are csv and table.`);
  }
  const now = given ?? createJourneyClock(readClockSettings())();
  const options = { store, modelOf: await createAccountRegistry(store).currentModels(), now };
  const target = output === undefined ? process.stdout : createWriteStream(output);
  if (format === 'csv') await exportClocks(options, target);
  else {
    const lines = [...(await drawClocks(options)), ...(await drawReturns(store))];
    // Standard output is not ours to close.
    await pipeline([`${lines.join('\n')}\n`], target, { end: target !== process.stdout });
  }
}

const counted = ['on-track', 'at-risk', 'breached', 'paused', 'met', 'late', 'cancelled'] as const;
type Counted = (typeof counted)[number];

/**
 * One line for each team, stage and kind. `late`: closed after due, whether or not what it waited for came. The share is that of the
 * closed clocks that were met in time, of those and the late ones.
 */
async function drawClocks(options: CountedClocks): Promise<string[]> {
  const groups = new Map<string, Record<Counted, number>>();
  for await (const { clock } of countedClocks(options)) {
    const key = [clock.team, clock.stage, clock.kind].join('\t');
    const counts = groups.get(key) ?? (Object.fromEntries(counted.map((name) => [name, 0])) as Record<Counted, number>);
    counts[placeOf(clock)] += 1;
    groups.set(key, counts);
  }
  if (groups.size === 0) return ['No clock runs: publish an agreement first.'];
  const titles = ['team', 'stage', 'kind', ...counted, 'in time'];
  const rows = [...groups].map(([key, counts]) => {
    const closed = counts.met + counts.late;
    const share = closed === 0 ? '–' : `${Math.round((counts.met / closed) * 100)} %`;
    return [...key.split('\t'), ...counted.map((name) => String(counts[name])), share];
  });
  return drawTable(
    titles.map((title, index) => ({ title, isNumber: index > 2 })),
    rows.sort((left, right) => (left.join() < right.join() ? -1 : 1)),
  );
}

/** Why handoffs were given back, for those who get them back. */
async function drawReturns(store: Store): Promise<string[]> {
  const accounts = (await store.readAccounts({})).filter(({ status }) => status === 'active');
  const counts = await Promise.all(accounts.map(({ accountId }) => store.countReturns({ accountId })));
  const rows = counts.flat().map(({ stage, by, to, reason, count }) => [stage, by, to, reason, String(count)]);
  if (rows.length === 0) return [];
  const titles = ['stage', 'returned by', 'to', 'reason', 'handoffs'];
  return [
    '',
    ...drawTable(
      titles.map((title, index) => ({ title, isNumber: index === 4 })),
      rows,
    ),
  ];
}

function placeOf(clock: Clock): Counted {
  if (clock.stoppedAtMs === null) return statusOfClock(clock);
  if (clock.state === 'breached') return 'late';
  return clock.state === 'met' ? 'met' : 'cancelled';
}
