import type { HeardFact } from '../../src/journey/facts.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { replay } from '../../src/journey/replay.ts';
import type { Journey, Visit } from '../../src/journey/visits.ts';
import { historyOf } from './history.ts';
import { instantOf, timeOf } from './notation.ts';
import { portal as defaultPortal } from './portal.ts';

export type ReplayOptions = {
  model?: Parameters<typeof replay>[0];
  portal?: Parameters<typeof replay>[1];
  record?: Journey['record'];
  /** `contact/5` → `7` */
  aliases?: Record<string, string>;
  now?: string | number;
};

/** A history, the visits that it must give, and the flags that it must raise. */
export type WrittenCase = { name: string; facts: string; visits: string; options?: ReplayOptions; flags?: string[] };

/** What a written case must give, and what it gives, both in one form. */
export function compareCase({ facts, visits, options, flags = [] }: WrittenCase): {
  given: unknown;
  expected: unknown;
} {
  const journey = replayHistory(facts, options);
  return {
    given: { visits: visitLines(journey), flags: journey.flags },
    expected: { visits: linesOf(visits), flags },
  };
}

/** Replays a written history of contact 1 through the lead funnel, on day 1000, unless the options say otherwise. */
export function replayHistory(history: string | readonly HeardFact[], options: ReplayOptions = {}): Journey {
  const { model = preset('lead-funnel'), portal = defaultPortal, aliases = {}, now = 'd1000' } = options;
  const record = options.record ?? { objectType: 'contact', recordId: '1' };
  const facts = typeof history === 'string' ? historyOf(history) : history;
  const ledger = { record, aliases: new Map(Object.entries(aliases)), facts };
  return replay(model, portal, ledger, typeof now === 'string' ? instantOf(now) : now);
}

/** One line for each visit: `convert d9–d40 advance lost`, with `(lap 2)` behind it from the second lap on. */
export function visitLines(journey: Pick<Journey, 'visits'>): string[] {
  return journey.visits.map(visitLine);
}

function visitLine(visit: Visit): string {
  const left = visit.leftAt === null ? '' : timeOf(visit.leftAt);
  const words = [visit.stage, `${timeOf(visit.enteredAt)}–${left}`, visit.move, visit.outcome];
  if (visit.lap > 1) words.push(`(lap ${visit.lap})`);
  return words.filter((word) => word !== '').join(' ');
}

/** The lines of an indented text, without its indentation. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
