import { createSeededRandom, type SeededRandom } from '../portal/seeded-random.ts';
import type { Action, ContactStory, Step, Storyline } from './story.ts';
import { anyMoment, dayOf, minuteMs, officeMoment, sharedMoment, type Year } from './working-time.ts';

export type PlannedStep = { atMs: number; story: ContactStory; actions: readonly Action[] };

/** Days of the year on which something happens to many contacts at once. */
const sharedDays = { fair: 152, 'clean-up': 236 } as const;

/** A step takes less than an hour; the next one of the same contact comes after that. */
const stepTakesMs = 60 * minuteMs;

/**
 * Puts dates on the steps of one contact's storyline: the days of the storyline, stretched by the contact's pace and moved by
 * up to a day. The same contact gets the same dates whoever else is in the cast.
 */
export function planStory(year: Year, story: ContactStory, storyline: Storyline): PlannedStep[] {
  const random = createSeededRandom(story.record.id);
  let earliestMs = Number.NEGATIVE_INFINITY;
  return storyline.steps.map((step) => {
    const plannedMs = momentOf(year, story, step, random);
    if (step.hours === 'shared' && plannedMs < earliestMs) {
      throw new Error(`${story.person.key} arrives too late for the ${step.from}.`);
    }
    const atMs = plannedMs >= earliestMs ? plannedMs : postponed(year, step, earliestMs, random);
    if (atMs + stepTakesMs > year.endsAtMs)
      throw new Error(`The story of ${story.person.key} is longer than the year.`);
    earliestMs = atMs + stepTakesMs;
    return { atMs, story, actions: step.actions };
  });
}

/** Two steps met, mostly over a weekend. What our people do waits for the next working day. */
function postponed(year: Year, step: Step, earliestMs: number, random: SeededRandom): number {
  return step.hours === 'office' ? officeMoment(year, dayOf(year, earliestMs) + 1, random) : earliestMs;
}

function momentOf(year: Year, story: ContactStory, step: Step, random: SeededRandom): number {
  const { arrivesOnDay, pace } = story.person;
  if (step.hours === 'shared') return sharedMoment(year, sharedDays[step.from as keyof typeof sharedDays]);
  const startDay = step.from === 'arrival' ? arrivesOnDay : sharedDays[step.from];
  const movedByDays = step.day === 0 ? 0 : random.next() * 2 - 1;
  const day = startDay + step.day * pace + movedByDays;
  return step.hours === 'office' ? officeMoment(year, day, random) : anyMoment(year, day, random);
}
