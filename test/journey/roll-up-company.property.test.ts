import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Company, rollUpCompany } from '../../src/journey/companies/roll-up-company.ts';
import type { HeardFact } from '../../src/journey/facts.ts';
import { replay } from '../../src/journey/replay.ts';
import { moveKinds } from '../../src/journey/vocabulary.ts';
import {
  type ArbitraryLedger,
  arbitraryDelivery,
  arbitraryHearing,
  arbitraryInstant,
  arbitraryLedger,
  lastDay,
} from './arbitrary-ledger.ts';
import { instantOf } from './notation.ts';

const end = instantOf(`d${lastDay + 100}`);
const options = { numRuns: 300 };
const memberKeys = ['contact/3', 'contact/4', 'deal/9', 'deal/10'];

/** A company to which everybody belongs from the start, so that chance only takes them away and brings them back. */
const arbitraryCompany = fc
  .record({ ledger: arbitraryLedger, hearing: arbitraryHearing })
  .map(({ ledger, hearing }) => {
    const links = memberKeys.map((key): HeardFact => {
      const subject = `${key.replace('/', ':')}:default`;
      const occurredAt = instantOf('d1');
      return {
        objectType: 'company',
        recordId: '5',
        kind: 'association',
        subject,
        value: 'added',
        occurredAt,
        hearing,
      };
    });
    return { ledger, facts: [...links, ...ledger.heard] };
  });

function companyOf({ model, portal, aliases }: ArbitraryLedger, facts: readonly HeardFact[], now: number): Company {
  const members = memberKeys.map((key) => {
    const [objectType, recordId] = key.split('/') as ['contact' | 'deal', string];
    const record = { objectType, recordId };
    return { record, visits: replay(model, portal, { record, aliases, facts }, now).visits };
  });
  return { record: { objectType: 'company', recordId: '5' }, aliases, facts, members };
}

test('neither the order of the members nor that of the facts matters', () => {
  const cases = arbitraryCompany.chain(({ ledger, facts }) => {
    const company = companyOf(ledger, facts, end);
    return fc.record({
      model: fc.constant(ledger.model),
      company: fc.constant(company),
      members: fc.shuffledSubarray([...company.members], { minLength: company.members.length }),
      delivered: arbitraryDelivery(facts),
    });
  });
  fc.assert(
    fc.property(cases, ({ model, company, members, delivered }) => {
      const before = structuredClone(company);
      expect(rollUpCompany(model, { ...company, members, facts: delivered }, end)).toEqual(
        rollUpCompany(model, company, end),
      );
      expect(company).toEqual(before);
    }),
    options,
  );
});

test('at every instant the company is in the furthest stage of those who belong to it, and its journey is well formed', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(arbitraryCompany, arbitraryInstant, ({ ledger, facts }, at) => {
      const { model } = ledger;
      const company = companyOf(ledger, facts, end);
      const { visits, nextFlipAt } = rollUpCompany(model, company, end);
      expect(nextFlipAt).toBeNull();
      for (const [index, visit] of visits.entries()) {
        seen.add(visit.move);
        const before = visits[index - 1];
        const follows = before?.leftAt === visit.enteredAt;
        expect(visit.move === 'start').toBe(!follows);
        expect(visit.leftAt ?? end + 1).toBeGreaterThan(visit.enteredAt);
        expect(visit.lap).toBeGreaterThanOrEqual(before?.lap ?? 1);
        expect(visit.teams[0]?.from).toBe(visit.enteredAt);
        if (follows) expect([visit.lap, visit.stage]).not.toEqual([before?.lap, before?.stage]);
        expect(visit.cause.facts.length).toBeGreaterThan(0);
      }
      const stage = visits.find(
        (visit) => visit.enteredAt <= at && (visit.leftAt === null || visit.leftAt > at),
      )?.stage;
      expect(stage).toBe(furthestStage(ledger, company, at));
    }),
    // Enough for a company's new lap, which is rare.
    { numRuns: 1_500 },
  );
  expect(seen).toEqual(new Set(moveKinds.filter((kind) => kind !== 'correction')));
});

/** The same question asked the slow way: of every member, from the facts of the company up to one instant. */
function furthestStage(
  { model, aliases }: ArbitraryLedger,
  { facts, members }: Company,
  at: number,
): string | undefined {
  const past = facts
    .filter(({ objectType, occurredAt }) => objectType === 'company' && occurredAt <= at)
    .sort((left, right) => left.occurredAt - right.occurredAt || order(left) - order(right));
  if (past.findLast(({ kind }) => kind === 'deleted' || kind === 'restored')?.kind === 'deleted') return undefined;
  const held = new Map<string, Set<string>>();
  for (const { subject, value, kind } of past) {
    if (kind !== 'association') continue;
    const [objectType = '', told = ''] = subject.split(':');
    const living = `${objectType}/${aliases.get(`${objectType}/${told}`) ?? told}`;
    const ids = held.get(living) ?? new Set();
    if (value === 'added') ids.add(told);
    else ids.delete(told);
    held.set(living, ids);
  }
  const positions = members
    .filter(({ record }) => (held.get(`${record.objectType}/${record.recordId}`)?.size ?? 0) > 0)
    .flatMap(({ visits }) =>
      visits.filter((visit) => visit.enteredAt <= at && (visit.leftAt === null || visit.leftAt > at)),
    )
    .map(({ stage }) => model.stages.findIndex(({ id }) => id === stage));
  return model.stages[Math.max(...positions)]?.id;
}

function order({ value, kind }: HeardFact): number {
  return value === 'removed' || kind === 'restored' ? 1 : 0;
}

test('what happens later does not change the visits that have ended', () => {
  fc.assert(
    fc.property(arbitraryCompany, arbitraryInstant, ({ ledger, facts }, now) => {
      const company = companyOf(ledger, facts, end);
      const then = rollUpCompany(ledger.model, company, now);
      const later = rollUpCompany(ledger.model, company, end);
      const ended = then.visits.filter(({ leftAt }) => leftAt !== null);
      expect(later.visits.slice(0, ended.length)).toEqual(ended);
      if (then.nextFlipAt !== null) {
        expect(then.nextFlipAt).toBeGreaterThan(now);
        expect(rollUpCompany(ledger.model, company, then.nextFlipAt - 1)).toEqual(then);
      }
    }),
    options,
  );
});
