import type { Fact } from './facts.ts';
import type { Model, Stage } from './models/model-schema.ts';
import type { Visit } from './visits.ts';
import type { ActionName } from './vocabulary.ts';

/** What a person said of how a visit ends or has ended: the outcome, of which model and stage, and why. */
export type OutcomeValue = { model: string; stage: string; outcome: string; reason: string };

export type OutcomeSaid = OutcomeValue & { id: string; fact: Fact };

/**
 * What one change point's actions say of outcomes, in byte order of their ids, and the ids of those withdrawn in it. What was said
 * of another model, or of an outcome that the stage does not have, says nothing.
 */
export function outcomesSaidIn(
  actions: readonly Fact[],
  model: Model,
): { said: OutcomeSaid[]; withdrawn: ReadonlySet<string> } {
  const withdrawn = actions.map((fact) => actionId(fact, 'outcome-withdrawn')).filter((id) => id !== null);
  const said = actions
    .map(readOutcome)
    .filter((outcome) => outcome !== null)
    .filter(({ model: name, stage, outcome }) => name === model.name && hasOutcome(model, stage, outcome));
  return { said, withdrawn: new Set(withdrawn) };
}

/** The outcomes that a stay in a stage can have, each once: those known while it goes on, and those it can end with. */
export function outcomesOfStage({ outcomes, marks }: Pick<Stage, 'outcomes' | 'marks'>): string[] {
  return [...new Set([...marks, ...outcomes].map(({ outcome }) => outcome))];
}

/**
 * The visits whose outcome a person can set: the latest, and the one before it while the latest goes on, because how a stay ended
 * is often known only afterwards. They are told apart by their stages.
 */
export function visitsToSettle<V extends Pick<Visit, 'stage' | 'leftAt'>>(visits: readonly V[]): V[] {
  const latest = visits.at(-1);
  const before = visits.at(-2);
  if (latest === undefined) return [];
  return latest.leftAt !== null || before === undefined || before.stage === latest.stage ? [latest] : [latest, before];
}

/** Whether a fact is what a person says of an outcome, set or withdrawn: no move is ever caused by it. */
export function isOfOutcome(fact: Fact): boolean {
  return fact.kind === 'action' && (actionId(fact, 'outcome-set') ?? actionId(fact, 'outcome-withdrawn')) !== null;
}

function hasOutcome(model: Model, stageId: string, outcome: string): boolean {
  const stage = model.stages.find(({ id }) => id === stageId);
  return stage !== undefined && outcomesOfStage(stage).includes(outcome);
}

function readOutcome(fact: Fact): OutcomeSaid | null {
  const id = actionId(fact, 'outcome-set');
  if (id === null) return null;
  try {
    return { ...(JSON.parse(fact.value) as OutcomeValue), id, fact };
  } catch {
    // Only the API writes these facts, and it checks them; what it did not write sets nothing.
    return null;
  }
}

function actionId(fact: Fact, name: ActionName): string | null {
  return fact.subject.startsWith(`${name}:`) ? fact.subject.slice(name.length + 1) : null;
}
