import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkModel } from '../../src/journey/check/check-model.ts';
import type { ModelProblem } from '../../src/journey/check/check-problem.ts';
import type { JourneyRecord } from '../../src/journey/facts.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { replay } from '../../src/journey/replay.ts';
import type { Visit } from '../../src/journey/visits.ts';
import { type ArbitraryLedger, arbitraryLedger, lastDay } from './arbitrary-ledger.ts';
import { arbitraryModel } from './arbitrary-model.ts';
import { instantOf } from './notation.ts';

const end = instantOf(`d${lastDay + 100}`);
const records: JourneyRecord[] = [
  { objectType: 'contact', recordId: '3' },
  { objectType: 'deal', recordId: '9' },
];

/** What a check says can't be, as a look at the visits of a journey; null where a journey does not show it. */
function forbiddenBy(model: Model, { code, path }: ModelProblem): ((visit: Visit, index: number) => boolean) | null {
  const [part, stageIndex, list, position] = path;
  if (code === 'no-beginning') return (visit, index) => index === 0 && visit.cause.rule !== 'correction';
  if (part !== 'stages') return null;
  const stage = model.stages[Number(stageIndex)]!;
  if (code === 'stage-unreachable') return (visit) => visit.stage === stage.id && visit.cause.rule !== 'correction';
  if (list === 'enter') {
    if (!['never-holds', 'same-evidence', 'rule-shadowed', 'rule-never-cause'].includes(code)) return null;
    const cause = `${stage.id}/${stage.enter[Number(position)]!.id}`;
    return (visit) => visit.cause.rule === cause;
  }
  if (!(code === 'never-holds' || code === 'entry-never-reached')) return null;
  if (list !== 'outcomes' && list !== 'marks') return null;
  const { outcome } = stage[list][Number(position)]!;
  return (visit) => visit.outcome === outcome || visit.marks.some((mark) => mark.outcome === outcome);
}

/** The ledger with the corrections said of this model, so that a stage can be come to without a rule. */
function correctedIn(model: Model, { heard }: ArbitraryLedger) {
  return heard.map((fact, index) => {
    const stage = model.stages[index % model.stages.length]!.id;
    if (fact.kind !== 'action') return fact;
    return { ...fact, value: JSON.stringify({ model: model.name, stage, reason: 'said so' }) };
  });
}

const problemsOf = (model: Model) =>
  checkModel(model, { metadata: null, properties: null, followed: new Set() }).filter(
    (problem) => forbiddenBy(model, problem) !== null,
  );

const cases = fc.record({
  model: arbitraryModel,
  ledgers: fc.array(arbitraryLedger, { minLength: 12, maxLength: 12 }),
});

test('what is said never to happen happens in no journey', () => {
  fc.assert(
    fc.property(cases, ({ model, ledgers }) => {
      const forbidden = problemsOf(model).map((problem) => ({ problem, isBroken: forbiddenBy(model, problem)! }));
      if (forbidden.length === 0) return;
      for (const ledger of ledgers) {
        const facts = correctedIn(model, ledger);
        for (const record of records) {
          const { visits } = replay(model, ledger.portal, { record, aliases: ledger.aliases, facts }, end);
          const broken = forbidden.filter(({ isBroken }) => visits.some(isBroken)).map(({ problem }) => problem);
          expect(broken).toEqual([]);
        }
      }
    }),
    { numRuns: 60 },
  );
}, 240_000);

test('the generator makes models of which much is said, and in which much happens', () => {
  const models = fc.sample(arbitraryModel, { seed: 11, numRuns: 200 });
  const said = models.flatMap(problemsOf);
  const count = (code: string) => said.filter((problem) => problem.code === code).length;
  for (const [code, least] of [
    ['never-holds', 40],
    ['stage-unreachable', 20],
    ['rule-shadowed', 40],
    ['rule-never-cause', 20],
    ['entry-never-reached', 3],
  ] as const) {
    expect(count(code), code).toBeGreaterThan(least);
  }
  const [ledger] = fc.sample(arbitraryLedger, { seed: 5, numRuns: 1 });
  const causes = models.slice(0, 60).flatMap((model) => {
    const facts = correctedIn(model, ledger!);
    return records.flatMap((record) => {
      const { visits } = replay(model, ledger!.portal, { record, aliases: ledger!.aliases, facts }, end);
      return visits.map(({ cause }) => cause.rule);
    });
  });
  expect(new Set(causes).size).toBeGreaterThan(5);
});
