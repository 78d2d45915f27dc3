import type { Scope } from './conditions/verdict.ts';
import { factKey } from './facts.ts';
import type { Instant } from './instant.ts';
import type { ChangePoint, Progress } from './judge-change-point.ts';
import { outcomeByRule } from './outcome-by-rule.ts';
import { type OutcomeSaid, outcomesSaidIn, visitsToSettle } from './outcomes-said.ts';
import { evidentOutcome, setOutcomeSaid, type Visit } from './visits.ts';

/**
 * What a person said of the open visit, and what the evidence said then: the mark that it carried, and the outcome that it would have
 * had if it had been left.
 */
export type HoldingOutcome = { said: OutcomeSaid; mark: string; atLeaving: string };

type Open = NonNullable<Progress['open']>;

/** Sets, keeps or ends what people say of outcomes, after everything else was judged at a change point. */
export function settleOutcomes(progress: Progress, { at, changed }: ChangePoint, scope: Scope): void {
  if (isOvertaken(progress)) endHolding(progress, at);
  const actions = changed.filter(({ kind }) => kind === 'action');
  if (actions.length === 0) return;
  const { said, withdrawn } = outcomesSaidIn(actions, progress.model);
  for (const id of withdrawn) {
    const of = progress.outcomesSaid.get(id);
    if (of !== undefined && of.visit.outcomeSaid === of.fact) setOutcome(progress, of.visit, null, at);
  }
  const { open } = progress;
  for (const visit of visitsToSettle(progress.visits)) {
    const ofVisit = said.filter(({ stage }) => stage === visit.stage);
    if (ofVisit.length === 0) continue;
    const last = ofVisit.findLast(({ id }) => !withdrawn.has(id)) ?? null;
    setOutcome(progress, visit, last, at);
    if (visit === open?.visit && last !== null) progress.outcome = holdingFrom(progress, open, last, scope);
  }
}

/** Ends what was said of the open visit where the rules, as it is left, have come to give an outcome that they did not give then. */
export function settleAtLeaving(progress: Progress, at: Instant, byRule: string): void {
  const holding = progress.outcome;
  if (holding !== null && byRule !== '' && byRule !== holding.atLeaving) endHolding(progress, at);
  progress.outcome = null;
}

/** Ends what was said of the open visit, whatever it was. */
export function endHolding(progress: Progress, at: Instant): void {
  if (progress.outcome !== null && progress.open !== null) setOutcome(progress, progress.open.visit, null, at);
}

/**
 * Later evidence is stronger than what was said before it: another mark than then, or that the visit goes on, because what keeps the
 * record in its stage has happened since.
 */
function isOvertaken({ outcome: holding, open, derived }: Progress): boolean {
  if (holding === null || open === null) return false;
  const mark = evidentOutcome(open.visit);
  const isNews = mark !== '' && mark !== holding.mark;
  holding.mark = mark;
  const saidAt = holding.said.fact.occurredAt;
  return isNews || (derived?.index === open.index && derived.facts.some(({ occurredAt }) => occurredAt > saidAt));
}

function setOutcome(progress: Progress, visit: Visit, said: OutcomeSaid | null, at: Instant): void {
  const told = said === null ? null : { outcome: said.outcome, fact: factKey(said.fact) };
  if (said !== null && told !== null) progress.outcomesSaid.set(said.id, { visit, fact: told.fact });
  if (visit === progress.open?.visit) progress.outcome = null;
  setOutcomeSaid(visit, told, at);
}

/** What the evidence says of the open visit now. */
function holdingFrom(progress: Progress, { visit, index }: Open, said: OutcomeSaid, scope: Scope): HoldingOutcome {
  const atLeaving = outcomeByRule(progress, { from: index, to: null }, scope);
  return { said, mark: evidentOutcome(visit), atLeaving };
}
