import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/journey/conditions/condition-schema.ts';
import { evaluate } from '../../src/journey/conditions/evaluate.ts';
import { never, type Scope } from '../../src/journey/conditions/verdict.ts';
import { addFact, type Evidence, moveTo, noEvidence } from '../../src/journey/evidence/evidence.ts';
import { unitedIds } from '../../src/journey/evidence/united-ids.ts';
import { type Must, type Need, needOf } from '../../src/journey/explain/need.ts';
import { holdsAfter, waysOf } from '../../src/journey/explain/ways.ts';

const scope: Scope = { from: 0, lapStart: 0, visitStart: never, stage: null, signals: [] };
const names = ['a', 'b', 'c', 'd', 'e'];

/** Each of five things is so or is not: a property is `yes` or `no`. */
type Truth = Record<string, boolean>;

const leaf = fc.constantFrom(...names).map((property): Condition => ({ property, is: 'yes' }));
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    tie('condition').map((not): Condition => ({ not })),
  ),
}));
const truth = fc.record(Object.fromEntries(names.map((name) => [name, fc.boolean()])));
const must = fc.constantFrom<Must>('hold', 'cease');

function evidenceOf(so: Truth): Evidence {
  const evidence = noEvidence(
    { objectType: 'contact', recordId: '1' },
    { aliases: new Map(), idsAt: unitedIds([]) },
    [],
  );
  moveTo(evidence, 1);
  for (const [subject, is] of Object.entries(so)) {
    const value = is ? 'yes' : 'no';
    addFact(evidence, { objectType: 'contact', recordId: '1', kind: 'property', subject, value, occurredAt: 1 }, true);
  }
  return evidence;
}

const holds = (asked: Condition, so: Truth) => evaluate(asked, evidenceOf(so), scope).holds;

/** What is so after the leaves of a way have changed. */
function changed(so: Truth, way: ReturnType<typeof waysOf>[number]): Truth {
  const changes = way.map(({ condition, must }) => [
    'property' in condition ? condition.property : '',
    must === 'hold',
  ]);
  return { ...so, ...Object.fromEntries(changes) };
}

describe('what must change', () => {
  test('is nothing exactly when it is so already', () => {
    fc.assert(
      fc.property(condition, truth, must, (asked, so, which) => {
        const need = needOf(asked, which, evidenceOf(so), scope);
        expect(need === null).toBe(holds(asked, so) === (which === 'hold'));
      }),
      { numRuns: 1000 },
    );
  });

  test('is not so yet in any of its parts', () => {
    fc.assert(
      fc.property(condition, truth, must, (asked, so, which) => {
        for (const part of leavesOf(needOf(asked, which, evidenceOf(so), scope))) {
          expect(holds(part.condition, so)).toBe(part.must === 'cease');
        }
      }),
    );
  });

  test('leads there on every way that keeps what the rest of the condition rests on', () => {
    const told = { ways: 0, kept: 0 };
    fc.assert(
      fc.property(condition, truth, (asked, so) => {
        const evidence = evidenceOf(so);
        for (const way of waysOf(needOf(asked, 'hold', evidence, scope), null)) {
          const isKept = holdsAfter(way, asked, evidence, scope);
          expect(isKept).toBe(holds(asked, changed(so, way)));
          told.ways += 1;
          if (isKept) told.kept += 1;
        }
      }),
      { numRuns: 1000 },
    );
    expect(told.kept).toBeGreaterThan(100);
    expect(told.kept / told.ways).toBeGreaterThan(0.8);
  });

  test('is one thing where there is one, and the same thing once', () => {
    const evidence = evidenceOf({ a: true, b: false });
    const b: Condition = { property: 'b', is: 'yes' };
    const alone = { kind: 'leaf', condition: b, must: 'hold', within: 'lap', at: null };
    expect(
      needOf({ all: [{ property: 'a', is: 'yes' }, { any: [b, { all: [b] }] }] }, 'hold', evidence, scope),
    ).toEqual(alone);
    expect(needOf({ not: { not: b } }, 'hold', evidence, scope)).toEqual(alone);
  });

  test('no way asks for all that another one asks for', () => {
    fc.assert(
      fc.property(condition, truth, must, (asked, so, which) => {
        const ways = waysOf(needOf(asked, which, evidenceOf(so), scope), null).map(
          (way) => new Set(way.map(({ condition, must }) => `${must} ${JSON.stringify(condition)}`)),
        );
        for (const way of ways) {
          const others = ways.filter((other) => other !== way);
          expect(others.filter((other) => [...other].every((key) => way.has(key)))).toEqual([]);
        }
      }),
    );
  });
});

function leavesOf(need: Need | null): Extract<Need, { kind: 'leaf' }>[] {
  if (need === null || need.kind === 'never') return [];
  return need.kind === 'leaf' ? [need] : need.needs.flatMap(leavesOf);
}
