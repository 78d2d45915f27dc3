import type { Fact } from './facts.ts';
import type { Model } from './models/model-schema.ts';
import type { ActionName } from './vocabulary.ts';

/** What a person said when correcting a stage: the stage, of which model, and why. */
export type CorrectionValue = { model: string; stage: string; reason: string };

export type Correction = CorrectionValue & { id: string; fact: Fact };

/**
 * The correction that holds after one change point's actions, given the one before; `null` when none does.
 * What was said of another model, or of a stage that the model does not have, corrects nothing. Which of several actions in
 * one millisecond came first is not known: those withdrawn in it do not count, and of the rest the last in byte order stands.
 */
export function correctionAfter(before: Correction | null, actions: readonly Fact[], model: Model): Correction | null {
  const withdrawn = new Set(actions.map((fact) => actionId(fact, 'correction-withdrawn')).filter((id) => id !== null));
  const said = actions
    .map(readCorrection)
    .filter((correction) => correction?.model === model.name && hasStage(model, correction.stage));
  const last = said.findLast((correction) => correction !== null && !withdrawn.has(correction.id));
  if (last !== undefined) return last;
  // The one before does not come back when what took its place is withdrawn.
  const isReplaced = said.length > 0 || (before !== null && withdrawn.has(before.id));
  return isReplaced ? null : before;
}

function hasStage(model: Model, id: string): boolean {
  return model.stages.some((stage) => stage.id === id);
}

function readCorrection(fact: Fact): Correction | null {
  const id = actionId(fact, 'stage-corrected');
  if (id === null) return null;
  try {
    return { ...(JSON.parse(fact.value) as CorrectionValue), id, fact };
  } catch {
    // Only the API writes these facts, and it checks them; what it did not write corrects nothing.
    return null;
  }
}

function actionId(fact: Fact, name: ActionName): string | null {
  return fact.subject.startsWith(`${name}:`) ? fact.subject.slice(name.length + 1) : null;
}
