import { createSeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { businessBetween } from '../../src/agreement/calendar/business-time.ts';
import { workingHours } from '../../src/agreement/calendar/working-hours.ts';
import { calendarSchema } from '../../src/agreement/calendar-schema.ts';
import type { AgreementVersion } from '../../src/agreement/clock.ts';
import { presetAgreement } from '../../src/agreement/preset-agreements.ts';
import { replayWithClocks } from '../../src/agreement/run-clocks.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
import { replay } from '../../src/journey/replay.ts';
import { median } from '../median.ts';
import { portalSeenAt } from '../replay/bench-portal.ts';
import { contact } from '../replay/history.ts';
import { type Effort, timeOfOne } from '../replay/measure-replay.ts';
import { mixedHistory } from '../replay/mixed-history.ts';
import { countDayByDay } from './day-by-day.ts';

const seed = 20_261_122;
const dayMs = 86_400_000;
const zone = 'Europe/Rome';

/** Business time over a length of time: ours, and the baseline day by day. Processor time of one count, ms. */
export type LengthMeasurement = { days: number; holidays: number; oursMs: number; dayByDayMs: number };

/** The clocks of one history: replay with clocks, and the baseline, replay alone. Processor time of one record, ms. */
export type ClocksMeasurement = {
  model: string;
  facts: number;
  clocks: number;
  withClocksMs: number;
  replayMs: number;
};

const lengths = [1, 30, 365, 1_826];

/** Counts business time over lengths of time that begin at different instants, so that no answer is kept. */
export function measureLengths({ rounds, roundMs }: Effort): LengthMeasurement[] {
  const calendar = calendarSchema.parse({ zone, week: officeWeek, holidays: holidays() });
  const hours = workingHours(calendar);
  const dayByDay = countDayByDay(calendar);
  return lengths.map((days) => {
    const starts = startsOf(days);
    let position = 0;
    const next = () => {
      position = (position + 1) % starts.length;
      return starts[position] ?? 0;
    };
    const ours = () => {
      const from = next();
      return businessBetween(hours, from, from + days * dayMs);
    };
    const theirs = () => {
      const from = next();
      return dayByDay(from, from + days * dayMs);
    };
    for (const from of starts.slice(0, 20))
      compare(businessBetween(hours, from, from + days * dayMs), dayByDay(from, from + days * dayMs));
    const times: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
    for (let round = 0; round <= rounds; round += 1) {
      times.ours.push(timeOfOne(() => ofMany(ours), roundMs) / manyTimes);
      times.theirs.push(timeOfOne(theirs, roundMs));
    }
    return {
      days,
      holidays: calendar.holidays.length,
      oursMs: median(times.ours.slice(1)),
      dayByDayMs: median(times.theirs.slice(1)),
    };
  });
}

const manyTimes = 100;

// One count takes less than the processor's clock can tell.
function ofMany(run: () => unknown): void {
  for (let time = 0; time < manyTimes; time += 1) run();
}

function compare(ours: number, theirs: number): void {
  if (ours !== theirs) throw new Error(`The two ways of counting differ: ${ours} and ${theirs} ms.`);
}

function startsOf(days: number): number[] {
  const random = createSeededRandom(seed + days);
  return Array.from({ length: 1_009 }, () => Date.UTC(2026, 0, 1) + Math.floor(random.next() * 365 * dayMs));
}

const office: [string, string][] = [
  ['09:00', '12:30'],
  ['13:30', '17:30'],
];
const officeWeek = { mon: office, tue: office, wed: office, thu: office, fri: office };

/** Twelve a year, from 2026 to 2035. */
function holidays(): { date: string; name: string }[] {
  return Array.from({ length: 120 }, (_, index) => {
    const date = `${2026 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-14`;
    return { date, name: date };
  });
}

/** Runs the clocks of mixed histories under each model's preset agreement. */
export function measureClocks(sizes: readonly number[], { rounds, roundMs }: Effort): ClocksMeasurement[] {
  return [...presets.keys()].flatMap((model) => sizes.map((size) => measureOne(model, size, { rounds, roundMs })));
}

function measureOne(name: string, size: number, { rounds, roundMs }: Effort): ClocksMeasurement {
  const history = mixedHistory(size, createSeededRandom(seed), 2 * dayMs);
  const model = preset(name);
  const versions: AgreementVersion[] = [
    { version: 1, agreement: presetAgreement(name, zone), publishedAtMs: 0, appliesTo: 'new-visits' },
  ];
  const portal = [portalSeenAt(0)];
  const ledger = { record: contact, aliases: new Map(), facts: history.facts };
  const now = history.facts.at(-1)?.occurredAt ?? 0;
  const { clocks } = replayWithClocks(versions, model, portal, ledger, now).clocks;
  const withClocks: number[] = [];
  const alone: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    withClocks.push(timeOfOne(() => replayWithClocks(versions, model, portal, ledger, now), roundMs));
    alone.push(timeOfOne(() => replay(model, portal, ledger, now), roundMs));
  }
  return {
    model: name,
    facts: history.facts.length,
    clocks: clocks.length,
    withClocksMs: median(withClocks.slice(1)),
    replayMs: median(alone.slice(1)),
  };
}
