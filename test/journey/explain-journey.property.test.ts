import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/journey/conditions/evaluate.ts';
import { always } from '../../src/journey/conditions/verdict.ts';
import { explainJourney, type StateExplained, type VisitExplained } from '../../src/journey/explain/explain-journey.ts';
import { needOfStage, type StageExplained } from '../../src/journey/explain/explain-stages.ts';
import type { LeafNeed, Need } from '../../src/journey/explain/need.ts';
import type { HeardFact, RecordRef } from '../../src/journey/facts.ts';
import { scopeOf } from '../../src/journey/judge-change-point.ts';
import { dealPhase, metadataAt } from '../../src/journey/portal-metadata.ts';
import { replayToState } from '../../src/journey/replay.ts';
import { lifecycleSettleMs } from '../../src/journey/settle-lifecycle.ts';
import { type ArbitraryLedger, arbitraryDelivery, arbitraryInstant, arbitraryLedger } from './arbitrary-ledger.ts';
import { everyConditionModel } from './every-condition-model.ts';

const contact = { objectType: 'contact', recordId: '3' } as const;
const deal = { objectType: 'deal', recordId: '9' } as const;
const options = { numRuns: 200 };

function explain(
  ledger: ArbitraryLedger,
  now: number,
  record: typeof contact | typeof deal = contact,
  heard = ledger.heard,
) {
  return explainJourney(ledger.model, ledger.portal, { record, aliases: ledger.aliases, facts: heard }, now);
}

function stateAt(
  { model, portal, aliases, heard }: ArbitraryLedger,
  now: number,
  record: RecordRef = contact,
  more: HeardFact[] = [],
) {
  return replayToState(model, portal, { record: record as typeof contact, aliases, facts: [...heard, ...more] }, now)
    .state;
}

/** How things stand now: in the open visit, or without a stage. Null for a record that was deleted. */
function presentOf(explained: ReturnType<typeof explain>): StateExplained | null {
  const last = explained.visits.at(-1);
  return explained.withoutStage ?? (explained.state.open === null ? null : (last ?? null));
}

describe('the explanation of a visit', () => {
  test.each([contact, deal])('names the rule and the facts of its cause, of a $objectType', (record) => {
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, (ledger, now) => {
        const { journey, visits } = explain(ledger, now, record);
        expect(visits.map(({ rule, facts }) => ({ rule, facts: facts.map(({ key }) => key) }))).toEqual(
          journey.visits.map(({ cause }) => cause),
        );
        for (const [index, { at, correction, outcomeSaid, stages }] of visits.entries()) {
          const visit = journey.visits[index]!;
          expect(outcomeSaid === null).toBe(visit.outcomeSaid === undefined);
          if (outcomeSaid !== null) expect(visit.outcomeSaid).toContain(`/outcome-set:${outcomeSaid.id}/`);
          expect(at).toBe((visit.leftAt ?? now + 1) - 1);
          expect(correction === null).toBe(visit.cause.rule !== 'correction');
          expect(stages.filter(({ relation }) => relation === 'present').map(({ stage }) => stage)).toEqual([
            visit.stage,
          ]);
        }
      }),
      options,
    );
  });

  test('is as things stood at its last instant, whatever came after', () => {
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, (ledger, now) => {
        const { visits } = explain(ledger, now);
        // What a person says of an outcome may come after the visit.
        const timeless = ({ outcomeSaid: _, ...visit }: VisitExplained) => visit;
        for (const visit of visits.slice(-3, -1)) {
          // An emptied lifecycle stage waits a minute, and what is heard in that minute says what it was.
          const settled = ledger.heard.filter(({ occurredAt }) => occurredAt <= visit.at);
          const then = explain({ ...ledger, heard: settled }, visit.at).visits.at(-1);
          if (isSettling(ledger, visit.at)) continue;
          expect(then && timeless(then)).toEqual(timeless(visit));
        }
      }),
      options,
    );
  });

  test('is the same for any order and number of hearings', () => {
    const cases = arbitraryLedger.chain((ledger) =>
      fc.record({ ledger: fc.constant(ledger), delivered: arbitraryDelivery(ledger.heard), now: arbitraryInstant }),
    );
    fc.assert(
      fc.property(cases, ({ ledger, delivered, now }) => {
        const { state: _, ...one } = explain(ledger, now);
        const { state: __, ...other } = explain(ledger, now, contact, delivered);
        expect(other).toEqual(one);
      }),
      options,
    );
  });

  test('of some visits is the same without that of the others', () => {
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, fc.nat(6), fc.nat(6), (ledger, now, before, count) => {
        const { model, portal, aliases, heard: facts } = ledger;
        const some = explainJourney(model, portal, { record: contact, aliases, facts }, now, { before, count });
        expect(some.visits).toEqual(
          explain(ledger, now)
            .visits.slice(0, before)
            .slice(-count || before),
        );
      }),
      { numRuns: 50 },
    );
  });
});

/** A ledger and a portal as they are known at an instant, with nothing to come. */
function knownAt(ledger: ArbitraryLedger, now: number): ArbitraryLedger {
  const heard = ledger.heard.filter(({ occurredAt }) => occurredAt <= now);
  const portal = ledger.portal.filter(({ observedAt }, index) => index === 0 || observedAt <= now);
  return { ...ledger, heard, portal };
}

/** Whether the lifecycle stage was emptied so short a time before that what follows may still undo it. */
function isSettling({ heard }: ArbitraryLedger, at: number): boolean {
  const since = at - 2 * lifecycleSettleMs;
  return heard.some(
    ({ subject, occurredAt }) =>
      subject === 'lifecyclestage' && occurredAt >= since && occurredAt <= at + lifecycleSettleMs,
  );
}

describe('a rule', () => {
  test('holds exactly when it needs nothing, and what it needs is not so yet', () => {
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, (ledger, now) => {
        const explained = explain(ledger, now);
        const present = presentOf(explained);
        if (present === null) return;
        const { evidence } = explained.state;
        const scope = scopeOf(explained.state);
        for (const [index, { rules }] of present.stages.entries()) {
          for (const [position, { rule, holds, need }] of rules.entries()) {
            const told = ledger.model.stages[index]!.enter[position]!;
            expect(rule).toBe(told.id);
            expect(holds).toBe(need === null);
            expect(holds).toBe(evaluate(told.when, evidence, scope).holds);
            for (const leaf of leavesOf(need)) expect(holdsNow(leaf, evidence, scope)).toBe(leaf.must === 'cease');
          }
        }
      }),
      options,
    );
  });

  test('comes to what is told of it at the instant that is told, if nothing happens before', () => {
    let checked = 0;
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, (ledger, now) => {
        const explained = explain(ledger, now);
        const { evidence } = explained.state;
        const scope = scopeOf(explained.state);
        const leaves = presentOf(explained)?.stages.flatMap(({ rules }) => rules.flatMap(({ need }) => leavesOf(need)));
        for (const leaf of leaves ?? []) {
          if (leaf.at === null) continue;
          checked += 1;
          expect(leaf.at).toBeGreaterThan(now);
          expect(holdsNow(leaf, { ...evidence, at: leaf.at - 1 }, scope)).toBe(leaf.must === 'cease');
          expect(holdsNow(leaf, { ...evidence, at: leaf.at }, scope)).toBe(leaf.must === 'hold');
        }
      }),
      { numRuns: 600 },
    );
    expect(checked).toBeGreaterThan(5);
  });
});

function leavesOf(need: Need | null): LeafNeed[] {
  if (need === null || need.kind === 'never') return [];
  return need.kind === 'leaf' ? [need] : need.needs.flatMap(leavesOf);
}

function holdsNow(
  { condition, within }: LeafNeed,
  evidence: Parameters<typeof evaluate>[1],
  scope: Parameters<typeof evaluate>[2],
) {
  const from = within === 'ever' ? always : within === 'visit' ? scope.visitStart : scope.from;
  return evaluate(condition, evidence, { ...scope, from }).holds;
}

describe('another stage', () => {
  test('is where time alone brings the record at the instant that is told, if nothing happens before', () => {
    let moved = 0;
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, (ledger, now) => {
        const known = knownAt(ledger, now);
        if (isSettling(known, now)) return;
        const coming = presentOf(explain(known, now))?.stages.filter(({ comesAt }) => comesAt !== null) ?? [];
        expect(coming.length).toBeLessThan(2);
        const [next] = coming;
        if (next?.comesAt == null) return;
        moved += 1;
        expect(stageOf(stateAt(known, next.comesAt - 1))).toBe(stageOf(stateAt(known, now)));
        expect(stageOf(stateAt(known, next.comesAt))).toBe(next.stage);
      }),
      { numRuns: 1000 },
    );
    expect(moved).toBeGreaterThan(3);
  });

  test('is where the record comes on a way that is told', () => {
    const gone = new Map<string, number>();
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, (ledger, now) => {
        // In a model that asks for everything, one fact changes more conditions than the one that it is for.
        if (ledger.model === everyConditionModel) return;
        const known = knownAt(ledger, now);
        if (isSettling(known, now)) return;
        const explained = explain(known, now);
        const { lap } = explained.state;
        for (const { stage, ways } of presentOf(explained)?.stages ?? []) {
          for (const way of ways) {
            const facts = way.map((leaf) => factsOf(leaf, known, now + 1));
            if (facts.includes(null)) continue;
            const after = stateAt(
              known,
              now + 1,
              contact,
              facts.flatMap((some) => some ?? []),
            );
            // A deal that is opened may also begin a lap, in which all is judged anew.
            if (after.lap !== lap) continue;
            expect(stageOf(after), JSON.stringify(way)).toBe(stage);
            const form = `${stage} ${way.map(({ must, condition }) => `${must} ${Object.keys(condition)[0]}`).join(', ')}`;
            gone.set(form, (gone.get(form) ?? 0) + 1);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(gone.size).toBeGreaterThan(20);
  });

  test('needs something exactly when the rules do not bring the record there', () => {
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, (ledger, now) => {
        const present = presentOf(explain(ledger, now));
        if (present === null || present.staysBy === 'correction') return;
        const byRule = present.stages.filter((stage) => needOfStage(stage) === null);
        expect(byRule.length).toBeLessThan(2);
        const entered = present.stages.findLast(({ rules }) => rules.some(({ holds }) => holds));
        expect(byRule.map(({ stage }) => stage)).toEqual(entered === undefined ? [] : [entered.stage]);
        for (const { blockedBy, relation } of present.stages) {
          if (relation === 'present') expect(blockedBy).toEqual([]);
        }
      }),
      options,
    );
  });
});

const stageOf = (state: ReturnType<typeof stateAt>): StageExplained['stage'] | undefined => state.open?.visit.stage;

/** Facts that make a condition what a way asks for; null where these few forms can't. */
function factsOf(
  { condition, must, isAgain }: LeafNeed,
  ledger: ArbitraryLedger,
  occurredAt: number,
): HeardFact[] | null {
  const hearing = { channel: 'webhook', changeSource: 'CRM_UI', sourceId: '' } as const;
  const told = { ...contact, occurredAt, hearing };
  if ('deals' in condition) {
    if (Object.keys(condition).length > 1 || condition.deals === 'any') return null;
    const metadata = metadataAt(ledger.portal, occurredAt);
    const phase = must === 'hold' ? condition.deals : 'closed';
    const value = metadata?.dealPipelines[0]?.stages.find(({ id }) => dealPhase(metadata, 'default', id) === phase)?.id;
    if (value === undefined) return null;
    const present = [...stateAt(ledger, occurredAt).evidence.deals.byId];
    const standing = present.filter(([, each]) => each.standing?.phase === condition.deals);
    // What was won or lost before it was dissociated or deleted counts for good.
    if (must === 'cease' && standing.some(([, { labels, deleted }]) => labels.size === 0 || deleted)) return null;
    const deals = must === 'hold' ? ['99'] : standing.map(([recordId]) => recordId);
    return deals.flatMap((recordId) => {
      const ofDeal = { ...told, objectType: 'deal', recordId } as const;
      return [
        { ...ofDeal, kind: 'association', subject: 'contact:3:default', value: 'added' },
        { ...ofDeal, kind: 'property', subject: 'pipeline', value: 'default' },
        { ...ofDeal, kind: 'property', subject: 'dealstage', value },
      ];
    });
  }
  // A value that the record has already is not told anew.
  if (must === 'cease' || isAgain) return null;
  if ('lifecycle' in condition) {
    return [{ ...told, kind: 'property', subject: 'lifecyclestage', value: condition.lifecycle[0] ?? '' }];
  }
  if ('property' in condition && condition.is !== undefined) {
    return [{ ...told, kind: 'property', subject: condition.property, value: condition.is }];
  }
  if ('activity' in condition) {
    const { activity, direction, by } = condition;
    // What the buyer does alone goes out from nobody of the firm.
    const kind =
      direction === 'outgoing' ? activity.find((one) => ['call', 'meeting', 'logged'].includes(one)) : activity[0];
    if (kind === undefined) return null;
    const value = `${direction ?? ''}${by === undefined ? '' : `:${by}`}`;
    const owned = { ...told, kind: 'property', subject: 'hubspot_owner_id', value: 'owner' } as const;
    return [owned, { ...told, kind: 'activity', subject: `${kind}:77`, value }];
  }
  return null;
}
