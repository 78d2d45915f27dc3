import { readFileSync } from 'node:fs';
import { JourneyStewardError } from './errors.ts';

/** Where the clock of journeys stands, ms. It decides what has happened and what is due; signatures and limits never ask it. */
export type JourneyClock = () => number;

/** How long what the file said is believed, in ms. */
const believedMs = 100;

/**
 * The present, a fixed instant, or what a file says. The file holds one ISO time and may be changed at any time: for a portal
 * whose own clock can be moved.
 */
export function createJourneyClock(settings: {
  journeyNow: number | null;
  journeyClockFile: string | null;
}): JourneyClock {
  const { journeyNow, journeyClockFile } = settings;
  if (journeyClockFile === null) return () => journeyNow ?? Date.now();
  let readAt = Number.NEGATIVE_INFINITY;
  let standsAt = 0;
  return () => {
    if (Date.now() - readAt > believedMs) {
      standsAt = readInstant(journeyClockFile);
      readAt = Date.now();
    }
    return standsAt;
  };
}

function readInstant(path: string): number {
  const text = readFileSync(path, 'utf8').trim();
  const instant = Date.parse(text);
  if (!Number.isNaN(instant)) return instant;
  throw new JourneyStewardError('config-invalid', `JOURNEY_CLOCK_FILE: ${path} holds "${text}", which is no ISO time.`);
}
