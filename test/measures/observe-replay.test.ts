import { describe, expect, test } from 'vitest';
import { buildScenario, scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import { explainPoints } from '../../src/journey/explain/explain-points.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
import { type Ledger, replayToState } from '../../src/journey/replay.ts';
import { observeReplay } from '../../src/measures/observe-replay.ts';
import { historyOf } from '../journey/history.ts';
import { instantOf, timeOf } from '../journey/notation.ts';
import { portal } from '../journey/portal.ts';
import { contactLedgers, scenarioPortal } from '../sandbox/scenario/replay-scenario.ts';

const model = preset('lead-funnel');

function ledgerOf(history: string): Ledger {
  return { record: { objectType: 'contact', recordId: '1' }, aliases: new Map(), facts: historyOf(history) };
}

function observed(history: string, days: readonly string[] = []) {
  const instants = days.map(instantOf);
  return observeReplay(model, portal, ledgerOf(history), { instants, asOf: instantOf('d1000') });
}

describe('the signals that counted', () => {
  const signalsOn = (history: string, days: readonly string[]) =>
    [...observed(history, days).signalsAt].map(([at, signals]) => `${timeOf(at)} ${[...signals].sort().join(' ')}`);

  test('are those of the instant: what is to come does not count, and what happened at it does', () => {
    const history = `
      d1 | created; email = a@b.example
      d5 | form
      d9 | email-reply`;
    expect(signalsOn(history, ['d1', 'd4', 'd5', 'd9'])).toEqual([
      'd1 email-known',
      'd4 email-known',
      'd5 email-known form',
      'd9 email-answered email-known form',
    ]);
  });

  test('are gone once they have expired, also between two facts', () => {
    expect(signalsOn('d1 | created; form', ['d1', 'd30', 'd31', 'd500'])).toEqual([
      'd1 form',
      'd30 form',
      'd31 ',
      'd500 ',
    ]);
  });

  test('are told of each instant that is asked for, up to the very end', () => {
    expect(signalsOn('d1 | created; form', ['d1000'])).toEqual(['d1000 ']);
    expect(signalsOn('d1 | created; form', [])).toEqual([]);
  });
});

describe('won deals', () => {
  const deals = (history: string) =>
    observed(history).wonDeals.map(({ at, isTimed }) => `${timeOf(at)}${isTimed ? '' : ' not timed'}`);

  test('are those that stand as won, from when they came to their stage', () => {
    const history = `
      d1 | created
      d5 | deal 9: open; deal 9 linked
      d6 | deal 8: open; deal 8 linked
      d40 | deal 9: won
      d20 | deal 8: won
      d50 | deal 7: open; deal 7 linked
      d60 | deal 6: open; deal 6 linked
      d61 | deal 6: lost`;
    expect(deals(history)).toEqual(['d20', 'd40']);
  });

  test('stay won when they are taken off the contact afterwards, and not when they are opened again', () => {
    const won = `
      d1 | created
      d5 | deal 9: open; deal 9 linked
      d40 | deal 9: won`;
    expect(deals(`${won}\n d50 | deal 9 unlinked`)).toEqual(['d40']);
    expect(deals(`${won}\n d50 | deal 9: open`)).toEqual([]);
    expect(deals(`${won}\n d50 | deal 9: open\n d60 | deal 9: won`)).toEqual(['d60']);
  });

  test('that the contact was put on later date from their winning', () => {
    expect(deals('d5 | deal 9: won\n d30 | created; deal 9 linked')).toEqual(['d5']);
  });

  test('that an import told of count, and their time is not known', () => {
    expect(deals('d1 | created\n d5 | deal 9: won; deal 9 linked | IMPORT')).toEqual(['d5 not timed']);
  });

  test('as of an earlier time are those of then', () => {
    const ledger = ledgerOf('d1 | created\n d5 | deal 9: open; deal 9 linked\n d40 | deal 9: won');
    const asOf = instantOf('d39');
    expect(observeReplay(model, portal, ledger, { instants: [], asOf }).wonDeals).toEqual([]);
  });
});

test.each([...presets.values()])(
  'in the year of the scenario, under $name, each entry has the points that the card told',
  (each) => {
    let compared = 0;
    for (const ledger of contactLedgers(buildScenario({ portalId: 33 }))) {
      const now = scenarioEndsAt;
      const { journey } = replayToState(each, [scenarioPortal], ledger, now);
      const instants = journey.visits.map(({ enteredAt }) => enteredAt);
      const { signalsAt } = observeReplay(each, [scenarioPortal], ledger, { instants, asOf: now });
      expect([...signalsAt.keys()]).toEqual(instants);
      for (const at of instants) {
        // Counted by another way: nothing that came later was even read.
        const { state } = replayToState(each, [scenarioPortal], ledger, at);
        const told = explainPoints(state)?.signals.map(({ id }) => id) ?? [];
        expect([...(signalsAt.get(at) ?? [])].sort()).toEqual(told.sort());
        compared += told.length;
      }
    }
    expect(compared).toBeGreaterThan(100);
  },
);
