import type { Model } from '../models/model-schema.ts';

/**
 * How much a check of one model may look at. Which conditions leave room for each other grows with the cube of their number,
 * and somebody waits for the answer, in a process that has other work. The model of a real account needs a hundredth of it.
 * Counted in looks and not in time, so that a model gets the same answer wherever it is checked.
 */
const workLimit = 400_000;

/** Looks that are left to a check of a model. */
type Work = { left: number };

const underway = new WeakMap<Model, Work>();

/** Makes a check of a model whose refutations share what a check may look at; and says whether it was enough. */
export function withinWork<T>(model: Model, check: () => T): { found: T; isCapped: boolean } {
  const work: Work = { left: workLimit };
  underway.set(model, work);
  try {
    const found = check();
    return { found, isCapped: work.left < 0 };
  } finally {
    underway.delete(model);
  }
}

/** Takes looks from the check that is under way. False when none are left; always true of what is asked outside of a check. */
export function takeWork(model: Model, looks: number): boolean {
  const work = underway.get(model);
  if (work === undefined) return true;
  work.left -= looks;
  return work.left >= 0;
}
