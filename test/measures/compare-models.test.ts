import { describe, expect, test } from 'vitest';
import type { JourneyRecord } from '../../src/journey/facts.ts';
import { preset } from '../../src/journey/models/presets.ts';
import type { Journey, Visit } from '../../src/journey/visits.ts';
import { addRecord, beginComparison, finishComparison } from '../../src/measures/compare-models.ts';
import { company, contact, deal } from '../store/hear.ts';
import { journeyOf, visit } from '../store/visits.ts';

const funnel = preset('lead-funnel');
const renamed = { ...funnel, name: 'own-funnel' };
const cycle = preset('buying-cycle');

type Pair = [record: JourneyRecord, before: Visit[], after: Visit[]];

function compare(pairs: readonly Pair[], { draft = funnel, since = null as number | null } = {}) {
  const comparison = beginComparison(funnel, draft, { now: 1_000, since });
  for (const [record, before, after] of pairs) {
    const side = (visits: Visit[]): Journey => journeyOf(record, visits);
    addRecord(comparison, side(before), side(after));
  }
  return finishComparison(comparison);
}

const inStage = (stage: string, team: Visit['team'] = 'marketing') => [visit(stage, 1, { team })];
const left = (stage: string) => [visit(stage, 1, { leftAt: 2 })];

describe('where records stand', () => {
  test('is counted by stage and team, in the order of the model, empty stages too', () => {
    const { stages } = compare([
      [contact('1'), inStage('nurture'), inStage('convert', 'sales')],
      [contact('2'), inStage('nurture'), inStage('nurture')],
      [contact('3'), inStage('nurture', 'sales'), inStage('nurture')],
    ]);
    expect(stages.before.map(({ stage, count }) => [stage, count])).toEqual([
      ['attract', 0],
      ['capture', 0],
      ['nurture', 3],
      ['convert', 0],
      ['expand', 0],
    ]);
    expect(stages.before[2]).toEqual({ stage: 'nurture', count: 3, teams: { marketing: 2, sales: 1 } });
    expect(stages.after[2]).toEqual({ stage: 'nurture', count: 2, teams: { marketing: 2 } });
    expect(stages.after[3]).toEqual({ stage: 'convert', count: 1, teams: { sales: 1 } });
  });

  test('may be nowhere: without a visit, or with none that is open', () => {
    const { stages, moves, changed } = compare([
      [contact('1'), [], inStage('attract')],
      [contact('2'), left('nurture'), []],
    ]);
    expect(stages.before.at(-1)).toEqual({ stage: null, count: 2, teams: { nobody: 2 } });
    expect(stages.after.at(-1)).toEqual({ stage: null, count: 1, teams: { nobody: 1 } });
    expect(changed).toBe(1);
    expect(moves).toMatchObject([{ fromStage: null, fromTeam: 'nobody', toStage: 'attract', toTeam: 'marketing' }]);
  });

  test('adds up: over the stages to the records, over the types of objects to the whole', () => {
    const result = compare([
      [contact('1'), inStage('nurture'), inStage('convert')],
      [deal('1'), inStage('convert', 'sales'), inStage('convert', 'sales')],
      [company('1'), [], inStage('nurture')],
      [company('2'), [], []],
    ]);
    expect(result).toMatchObject({ records: 4, changed: 2 });
    expect(result.objectTypes.map(({ objectType, records, changed }) => [objectType, records, changed])).toEqual([
      ['contact', 1, 1],
      ['deal', 1, 0],
      ['company', 2, 1],
    ]);
    for (const side of ['before', 'after'] as const) {
      const sum = (counts: { count: number }[]) => counts.reduce((total, { count }) => total + count, 0);
      expect(sum(result.stages[side])).toBe(4);
      expect(result.objectTypes.map(({ stages }) => sum(stages[side]))).toEqual([1, 1, 2]);
    }
  });
});

describe('what is changed', () => {
  test('is a record whose stage or team differs; the rest of the journey does not matter', () => {
    const { records, changed, moves } = compare([
      [contact('1'), inStage('nurture'), [...left('capture'), visit('nurture', 5, { lap: 2, outcome: 'lost' })]],
      [contact('2'), inStage('nurture'), inStage('nurture', 'sales')],
    ]);
    expect({ records, changed }).toEqual({ records: 2, changed: 1 });
    expect(moves).toEqual([
      {
        objectType: 'contact',
        fromStage: 'nurture',
        fromTeam: 'marketing',
        toStage: 'nurture',
        toTeam: 'sales',
        count: 1,
        examples: ['2'],
      },
    ]);
  });

  test('is every record with a stage when the model has another name, for its tag has another value', () => {
    const { changed, moves, models } = compare(
      [
        [contact('1'), inStage('nurture'), inStage('nurture')],
        [contact('2'), [], []],
      ],
      { draft: renamed },
    );
    expect(changed).toBe(1);
    expect(moves).toMatchObject([{ fromStage: 'nurture', toStage: 'nurture', count: 1 }]);
    expect([models.before.name, models.after.name]).toEqual(['lead-funnel', 'own-funnel']);
  });

  test('is told with the stages of each model', () => {
    const { stages, models } = compare([[contact('1'), inStage('nurture'), inStage('trigger')]], { draft: cycle });
    expect(stages.after.map(({ stage }) => stage)).toEqual(cycle.stages.map(({ id }) => id));
    expect(models.after.stages[1]).toEqual({ id: 'trigger', names: cycle.stages[1]?.names });
  });
});

describe('moves', () => {
  test('are counted apart by type, the most frequent first, with at most five examples', () => {
    const pairs: Pair[] = [[deal('9'), inStage('nurture'), inStage('convert')]];
    for (let id = 1; id <= 7; id += 1) pairs.push([contact(String(id)), inStage('nurture'), inStage('convert')]);
    const { moves } = compare(pairs);
    expect(moves.map(({ objectType, count, examples }) => [objectType, count, examples])).toEqual([
      ['contact', 7, ['1', '2', '3', '4', '5']],
      ['deal', 1, ['9']],
    ]);
  });

  test('do not take more room for more records', () => {
    const comparison = beginComparison(funnel, cycle, { now: 1_000, since: 0 });
    const sizeOf = () => JSON.stringify(finishComparison(comparison)).replace(/\d+/g, '0').length;
    const add = (count: number) => {
      for (let id = 0; id < count; id += 1) {
        const record = contact(String(id));
        addRecord(comparison, journeyOf(record, inStage('nurture')), journeyOf(record, inStage('trigger')));
      }
    };
    add(5);
    const size = sizeOf();
    add(2_000);
    expect(sizeOf()).toBe(size);
    expect([comparison.moves.size, comparison.counts.size]).toEqual([1, 1]);
  });
});

describe('entries since an instant', () => {
  const teams = (team: Visit['team']) => [{ team, from: 0 }];

  test('are counted by the team that led first; earlier ones and noise are left out', () => {
    const visits = [
      visit('attract', 99, { leftAt: 100 }),
      visit('capture', 100, { leftAt: 200 }),
      visit('nurture', 200, { leftAt: 300, move: 'noise' }),
      visit('convert', 300, { team: 'sales', teams: teams('service') }),
    ];
    const { entries, objectTypes } = compare([[contact('1'), visits, []]], { since: 100 });
    const counted = entries?.before.filter(({ count }) => count > 0);
    expect(counted).toEqual([
      { stage: 'capture', count: 1, teams: { marketing: 1 } },
      { stage: 'convert', count: 1, teams: { service: 1 } },
    ]);
    expect(entries?.after.every(({ count }) => count === 0)).toBe(true);
    expect(objectTypes[0]?.entries).toEqual(entries);
  });

  test('are not counted when nobody asks', () => {
    expect(compare([[contact('1'), inStage('nurture'), []]]).entries).toBeNull();
  });
});
