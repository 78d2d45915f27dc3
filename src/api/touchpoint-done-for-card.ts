import { readAction, type SaidAction } from '../agreement/said-actions.ts';
import { openVisit, type Visit } from '../journey/visits.ts';
import type { CardSource } from '../store/read-card.ts';
import type { CardData } from './card-contract.ts';

/** Whoever has not noticed within a day that a touchpoint was marked by mistake won't look for the way back. */
const undoableForMs = 86_400_000;

/** The last touchpoint that was marked done in the open visit, and not withdrawn, within a day; nothing where there is none. */
export function touchpointDoneForCard(
  { ledger, owners }: Pick<CardSource, 'ledger' | 'owners'>,
  visits: readonly Visit[],
  now: number,
): Pick<CardData, 'touchpointDone'> {
  const open = openVisit({ visits: [...visits] });
  if (open === null) return {};
  const since = Math.max(open.enteredAt, now - undoableForMs);
  const actions = ledger.facts.flatMap((fact) => readAction(fact) ?? []);
  const withdrawn = new Set(actions.filter(({ name }) => name === 'touchpoint-withdrawn').map(({ id }) => id));
  const done = actions
    .filter(isDone)
    .filter(({ id, at }) => !withdrawn.has(id) && at >= since && at <= now)
    .reduce<DoneAction | null>((last, one) => (last === null || one.at >= last.at ? one : last), null);
  if (done === null) return {};
  const { by, play } = done.said;
  const name = owners.find(({ userId }) => userId === by)?.name ?? null;
  return {
    touchpointDone: {
      ...{ id: done.id, play, by: by === '' ? null : { id: by, name } },
      doneAt: new Date(done.at).toISOString(),
    },
  };
}

type DoneAction = Extract<SaidAction, { name: 'touchpoint-done' }>;

function isDone(action: SaidAction): action is DoneAction {
  return action.name === 'touchpoint-done';
}
