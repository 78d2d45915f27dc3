import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/journey/conditions/condition-schema.ts';
import { holdsWhen } from './holds-when.ts';

type Asked = [condition: Condition, history: string, when: string];

describe('numbers', () => {
  const history = `d1 | created
                   d2 | score = 9
                   d3 | score = 10
                   d4 | score = 11
                   d5 | score = many
                   d6 | score =`;
  test.each<Asked>([
    [{ property: 'score', atLeast: 10 }, history, 'd3–d5'],
    [{ property: 'score', above: 10 }, history, 'd4–d5'],
    [{ property: 'score', atMost: 10 }, history, 'd2–d4'],
    [{ property: 'score', below: 10 }, history, 'd2–d3'],
    [{ property: 'score', known: true }, history, 'd2–d6'],
    [{ property: 'score', known: false }, history, 'd1–d2, d6–'],
    [{ property: 'score', became: '10' }, history, 'd3–'],
    [{ property: 'score', in: ['9', '11'] }, history, 'd2–d3, d4–d5'],
  ])('%j', (condition, told, when) => {
    expect(holdsWhen(condition, told)).toBe(when);
  });
});

describe('dates', () => {
  // 2026-01-31 is day 31 of a written history.
  const history = `d1 | created
                   d5 | contract_ends = 2026-01-31
                   d40 | contract_ends = 2026-03-01
                   d50 | contract_ends = soon`;
  test.each<Asked>([
    [{ property: 'contract_ends', before: 'now' }, history, 'd31–d40'],
    [{ property: 'contract_ends', after: 'now' }, history, 'd5–d31, d40–d50'],
    [{ property: 'contract_ends', dueWithin: { days: 10 } }, history, 'd21–d31'],
    [{ property: 'contract_ends', olderThan: { days: 3, hours: 6 } }, history, 'd34 06:00–d40'],
    [{ property: 'contract_ends', before: '2026-02-15' }, history, 'd5–d40'],
    [{ property: 'contract_ends', after: '2026-02-15T00:00:00+01:00' }, history, 'd40–d50'],
  ])('%j', (condition, told, when) => {
    expect(holdsWhen(condition, told)).toBe(when);
  });

  test.each(['2026-13-01', 'tomorrow', '2026-02-15T00:00:00'])('%s is no point in time', (before) => {
    expect(() => holdsWhen({ property: 'contract_ends', before }, history)).toThrow();
  });
});

describe('several values in one property', () => {
  test('one of them is asked for by itself', () => {
    const history = `d1 | created
                     d2 | topics = books+training
                     d4 | topics = trainings`;
    expect(holdsWhen({ property: 'topics', includes: 'training' }, history)).toBe('d2–d4');
  });

  test('they are counted, each once; none is no value at all', () => {
    const history = `d1 | created
                     d2 | topics = a+b
                     d3 | topics = a+b+c
                     d4 | topics = +b+b+a
                     d5 | topics =`;
    const condition = { property: 'topics', valuesAtMost: 2 };
    expect(holdsWhen(condition, 'd1 | created')).toBe('');
    expect(holdsWhen(condition, history)).toBe('d2–d3, d4–d5');
  });
});

describe('deals by their amount', () => {
  test('the limit belongs to the upper side', () => {
    const history = `d1 | created; deal 9 linked; deal 9: open
                     d3 | deal 9: amount = 999
                     d5 | deal 9: amount = 1000`;
    expect(holdsWhen({ deals: 'open', amountAtLeast: 1000 }, history)).toBe('d5–');
    expect(holdsWhen({ deals: 'open', amountBelow: 1000 }, history)).toBe('d1–d5');
  });
});

describe('associations', () => {
  test.each<Asked>([
    [
      { associated: 'company' },
      `d1 | created
       d3 | company 5 linked
       d4 | company 6 linked
       d6 | company 5 unlinked
       d9 | company 6 unlinked`,
      'd3–d9',
    ],
    [
      { associated: 'company', count: 2 },
      `d3 | company 5 linked; company 6 linked
       d6 | company 5 unlinked`,
      'd3–d6',
    ],
    [
      { associated: 'company', labels: ['primary'] },
      `d3 | company 5 linked
       d4 | company 5 linked as primary
       d6 | company 5 unlinked as primary`,
      'd4–d6',
    ],
    [
      { associated: 'deal', labels: ['user_defined-37', 'user_defined-38'] },
      `d3 | deal 9 linked as user_defined-36
       d4 | deal 9: contact 1 linked as user_defined-38
       d8 | deal 9 unlinked`,
      'd4–d8',
    ],
  ])('%j', (condition, told, when) => {
    expect(holdsWhen(condition, told)).toBe(when);
  });

  test('a company that was merged into another counts once', () => {
    const history = `d1 | created; company 5 linked; company 6 linked
                     d4 | company 7 linked`;
    const merged = { aliases: { 'company/5': '6' } };
    expect(holdsWhen({ associated: 'company', count: 2 }, history, merged)).toBe('d4–');
  });

  test('of a deal, those with a role count from when they have both: the role and the association', () => {
    const history = `d1 | deal 9: created; contact 1: hs_buying_role = CHAMPION
                     d2 | contact 1: deal 9 linked
                     d3 | contact 1: hs_buying_role = CHAMPION+DECISION_MAKER
                     d4 | contact 2: hs_buying_role = BUDGET_HOLDER
                     d6 | contact 2: deal 9 linked
                     d8 | contact 1: deal 9 unlinked`;
    const deal = { record: { objectType: 'deal', recordId: '9' } } as const;
    const roles = ['DECISION_MAKER', 'BUDGET_HOLDER'];
    expect(holdsWhen({ associated: 'contact', roles }, history, deal)).toBe('d3–');
    expect(holdsWhen({ associated: 'contact', roles: ['CHAMPION'] }, history, deal)).toBe('d2–d8');
    expect(holdsWhen({ associated: 'contact', roles, count: 2 }, history, deal)).toBe('d6–d8');
  });
});
