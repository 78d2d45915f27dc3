import { expect, test } from 'vitest';
import { dayMs } from '../../src/journey/instant.ts';
import type { Visit } from '../../src/journey/visits.ts';
import { cutAt, type SavedVisit } from '../../src/measures/cut-at.ts';
import type { MeasuredVisit } from '../../src/measures/measured-record.ts';
import { replayHistory } from '../journey/journey-text.ts';
import { instantOf } from '../journey/notation.ts';

// An opportunity goes quiet, is said to be lost and then taken up again, goes quiet once more and is won; its owner changes on the way.
const history = `d1 | created; MQL; hubspot_owner_id = 7
  d10 | deal 9 linked; deal 9: open
  d120 | o1 says lost of convert
  d150 | deal 9: dealstage = qualifiedtobuy; hubspot_owner_id = 8
  d300 | deal 9: won`;

function measured(visit: Visit): MeasuredVisit {
  const { lap, stage, enteredAt, leftAt, move, outcome, team, owner } = visit;
  return { lap, stage, enteredAt, leftAt, move, outcome, team, owner };
}

test('a journey that was cut is the one that was replayed then, on every day of it', () => {
  const saved = replayHistory(history).visits.map(
    (visit): SavedVisit => ({ ...measured(visit), course: { marks: visit.marks, teams: visit.teams } }),
  );
  expect(saved.length).toBeGreaterThan(2);
  const outcomes = new Set<string>();
  for (let at = instantOf('d0'); at <= instantOf('d320'); at += dayMs) {
    const then = replayHistory(history, { now: at }).visits.map(measured);
    const owner = at < instantOf('d1') ? '' : at < instantOf('d150') ? '7' : '8';
    const cut = cutAt(saved, at, owner);
    expect(cut).toEqual(then);
    outcomes.add(`${cut.at(-1)?.stage} ${cut.at(-1)?.outcome}`);
  }
  expect([...outcomes]).toEqual(
    expect.arrayContaining(['undefined undefined', 'convert ', 'convert no-decision', 'convert lost']),
  );
});
