import { countPoints } from '../journey/conditions/readiness.ts';
import type { Evidence } from '../journey/evidence/evidence.ts';
import type { HeardFact } from '../journey/facts.ts';
import type { Instant } from '../journey/instant.ts';
import { scopeOf } from '../journey/judge-change-point.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { isNoise } from '../journey/moves.ts';
import type { PortalMetadata } from '../journey/portal-metadata.ts';
import { type Ledger, replayToState } from '../journey/replay.ts';
import type { ReplayedAspects, WonDeal } from './measured-record.ts';

/**
 * Replays a record's ledger up to `asOf`, and notes what no saved visit tells: which signals counted at each of the given
 * instants, and which of its deals are won at the end. The signals are those of the moment after all that happened at the
 * instant. `instants`: ascending, none after `asOf`.
 */
export function observeReplay(
  model: Model,
  portal: readonly PortalMetadata[],
  ledger: Ledger,
  { instants, asOf }: { instants: readonly Instant[]; asOf: Instant },
): ReplayedAspects {
  const signalsAt = new Map<Instant, ReadonlySet<string>>();
  const { state } = replayToState(model, portal, ledger, asOf, {
    instants,
    onReached: (reached) => {
      const { counted } = countPoints(reached.evidence, scopeOf(reached));
      signalsAt.set(reached.evidence.at, new Set(counted.map(({ signal }) => signal.id)));
    },
  });
  return { signalsAt, wonDeals: wonDealsIn(state.evidence) };
}

/** The deals that stand as won, in the order in which they came to their stage. */
function wonDealsIn({ deals }: Evidence): WonDeal[] {
  return [...deals.byId.values()]
    .flatMap(({ standing }) => (standing?.phase === 'won' ? [standing] : []))
    .map(({ facts, since }) => {
      const won = facts.find(({ kind }) => kind === 'property');
      // Replay is given heard facts alone.
      return { at: won?.occurredAt ?? since, isTimed: won !== undefined && !isNoise([won as HeardFact]) };
    })
    .sort((left, right) => left.at - right.at || Number(left.isTimed) - Number(right.isTimed));
}
