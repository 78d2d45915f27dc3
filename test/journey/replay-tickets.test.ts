import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/journey/conditions/condition-schema.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { askingModel, holdsWhen } from './holds-when.ts';
import { compareCase, replayHistory, visitLines } from './journey-text.ts';
import { observed } from './portal.ts';

type Asked = [name: string, condition: Condition, history: string, when: string];

const asked = `d1 | created
               d3 | ticket 7 linked; ticket 7: asked`;

/** The funnel without its plays, which ask for tickets. */
const heedless: Model = {
  ...preset('lead-funnel'),
  stages: preset('lead-funnel').stages.map((stage) => ({ ...stage, plays: [] })),
};

describe('a ticket', () => {
  test.each<Asked>([
    [
      'is open until it is closed',
      { tickets: 'open' },
      `${asked}\nd5 | ticket 7: in-work\nd9 | ticket 7: solved`,
      'd3–d9',
    ],
    ['is closed from then on', { tickets: 'closed' }, `${asked}\nd9 | ticket 7: solved`, 'd9–'],
    ['is any of both', { tickets: 'any' }, `${asked}\nd9 | ticket 7: solved`, 'd3–'],
    [
      'is asked for again when it is opened again',
      { tickets: 'open' },
      `${asked}\nd9 | ticket 7: solved\nd12 | ticket 7: in-work`,
      'd3–d9, d12–',
    ],
    [
      'counts from the association on, which either side may tell',
      { tickets: 'open' },
      `d1 | created
       d2 | ticket 7: asked
       d6 | ticket 7: contact 1 linked`,
      'd6–',
    ],
    [
      'stops counting with dissociation while it is open',
      { tickets: 'any' },
      `${asked}\nd5 | ticket 7 unlinked`,
      'd3–d5',
    ],
    ['stops counting with deletion while it is open', { tickets: 'any' }, `${asked}\nd5 | ticket 7: deleted`, 'd3–d5'],
    [
      'counts again when it is restored',
      { tickets: 'open' },
      `${asked}
       d5 | ticket 7: deleted
       d8 | ticket 7: restored`,
      'd3–d5, d8–',
    ],
    [
      'counts for good when it was closed',
      { tickets: 'closed' },
      `${asked}
       d5 | ticket 7: solved
       d6 | ticket 7 unlinked
       d7 | ticket 7: deleted`,
      'd5–',
    ],
    [
      'goes without interruption from a merged contact to the one that it lives on in',
      { tickets: 'open' },
      `d1 | contact 2: created; created
       d3 | contact 2: ticket 7 linked; ticket 7: asked
       d5 | contact 2: ticket 7 unlinked; contact 1: ticket 7 linked; merged 2`,
      'd3–',
    ],
    [
      'of another contact does not count',
      { tickets: 'any' },
      'd1 | created; contact 4: ticket 7 linked; ticket 7: asked',
      '',
    ],
  ])('%s', (_name, condition, history, when) => {
    const options = history.includes('merged 2') ? { aliases: { 'contact/2': '1' } } : {};
    expect(holdsWhen(condition, history, options)).toBe(when);
  });

  test('that was merged into another counts once, and its deletion is no deletion', () => {
    const history = `d1 | created; ticket 7 linked; ticket 7: asked; ticket 8 linked; ticket 8: asked
                     d4 | ticket 8: merged 7; ticket 7: deleted; ticket 7 unlinked
                     d6 | ticket 8: solved`;
    const merged = { aliases: { 'ticket/7': '8' } };
    expect(holdsWhen({ tickets: 'open' }, history, merged)).toBe('d1–d6');
    expect(holdsWhen({ tickets: 'any', count: 2 }, history, merged)).toBe('');
    expect(holdsWhen({ tickets: 'any', count: 2 }, history.replace(/d4.*\n/, ''))).toBe('d1–');
  });

  test('is judged by all facts of one instant, in whatever order they came', () => {
    const history = `d3 | ticket 7: solved; ticket 7 linked; ticket 7: in-work; created`;
    expect(holdsWhen({ tickets: 'closed' }, history)).toBe('d3–');
    expect(holdsWhen({ tickets: 'open' }, history)).toBe('');
  });
});

describe('what may stand beside tickets', () => {
  const two = `d1 | created
               d3 | ticket 7 linked; ticket 7: asked; ticket 7: hs_pipeline = 0; ticket 7: hs_ticket_priority = LOW
               d5 | ticket 8 linked; ticket 8: asked; ticket 8: hs_pipeline = 4; ticket 8: hs_ticket_priority = HIGH
               d7 | ticket 7: hs_ticket_priority = URGENT
               d9 | ticket 8: solved`;
  test.each<[Condition, string]>([
    [{ tickets: 'open', count: 2 }, 'd5–d9'],
    [{ tickets: 'open', pipelines: ['4'] }, 'd5–d9'],
    [{ tickets: 'open', priorities: ['HIGH', 'URGENT'] }, 'd5–'],
    [{ tickets: 'open', priorities: ['HIGH', 'URGENT'], count: 2 }, 'd7–d9'],
    [{ tickets: 'closed', after: { tickets: 'open' } }, 'd9–'],
    [{ tickets: 'closed', after: { property: 'hs_lead_status' } }, ''],
    [{ elapsed: { days: 4 }, since: { tickets: 'open' } }, 'd9–'],
    [{ elapsed: { days: 4 }, since: { tickets: 'closed' } }, 'd13–'],
    [{ not: { tickets: 'open' } }, 'd1–d3'],
  ])('%j', (condition, when) => {
    expect(holdsWhen(condition, two)).toBe(when);
  });

  test('quiet: neither the contact nor the ticket has had any activity', () => {
    const history = `d1 | created
                     d3 | ticket 7 linked; ticket 7: asked
                     d20 | call
                     d40 | ticket 7: notes_last_contacted = 1`;
    expect(holdsWhen({ tickets: 'open', quietFor: { days: 10 } }, history)).toBe('d13–d20, d30–d40, d50–');
  });

  test('a lap counts only its own tickets, unless `ever` is said', () => {
    const model = preset('client-lifecycle');
    const history = `d1 | created; engagement starts d1; engagement ends d50; ticket 7 linked; ticket 7: solved
                     d400 | deal 10 linked; deal 10: open`;
    const markedWhen = (when: Condition) => {
      const stages = model.stages.map((stage) => ({ ...stage, marks: [{ outcome: 'not-now', when }] }));
      return replayHistory(history, { model: { ...model, stages } }).visits.at(-1);
    };
    expect(markedWhen({ tickets: 'closed' })).toMatchObject({ stage: 'pre-purchase', lap: 2, outcome: '' });
    expect(markedWhen({ ever: { tickets: 'closed' } })).toMatchObject({ lap: 2, outcome: 'not-now' });
  });
});

describe("the portal's ticket pipelines", () => {
  test('say at each time what a stage means; a ticket keeps what it had come to where they no longer say it', () => {
    const portal = [
      observed('d-100', {}),
      observed('d5', { tickets: { asked: { isClosed: false }, 'in-work': { isClosed: true } } }),
      observed('d9', { tickets: null }),
    ];
    const history = `d1 | created; ticket 7 linked; ticket 7: in-work`;
    expect(holdsWhen({ tickets: 'closed' }, history, { portal })).toBe('d5–');
  });

  test('that were never read say nothing, which the journey tells a model that asks', () => {
    const history = `d1 | created; ticket 7 linked; ticket 7: asked`;
    const portal = [observed('d-100', { tickets: null })];
    expect(holdsWhen({ tickets: 'any' }, history, { portal })).toBe('');
    expect(replayHistory(history, { portal, model: askingModel({ tickets: 'any' }) }).flags).toEqual([
      'unknown-ticket-stage',
    ]);
    expect(replayHistory(history, { portal, model: heedless }).flags).toEqual([]);
  });
});

describe('a model that does not ask for tickets', () => {
  test('has the same journeys with them and without', () => {
    const history = `d1 | created
                     d2 | lead
                     d9 | deal 9 linked; deal 9: open`;
    const tickets = `d1 | ticket 7 linked; ticket 7: asked
                     d5 | ticket 7: solved | IMPORT
                     d9 | ticket 8 linked; ticket 8: asked | IMPORT`;
    const without = visitLines(replayHistory(history, { model: heedless }));
    expect(visitLines(replayHistory(`${history}\n${tickets}`, { model: heedless }))).toEqual(without);
    expect(without.length).toBe(3);
  });

  test("is not misled by a ticket's doubtful values", () => {
    const { given, expected } = compareCase({
      name: 'two stages in one instant',
      facts: `d1 | lead
              d2 | ticket 7 linked; ticket 7: asked; ticket 7: solved`,
      visits: 'capture d1– start',
      options: { model: heedless },
    });
    expect(given).toEqual(expected);
  });
});

test('a deal has no evidence of tickets', () => {
  const history = `d1 | deal 9: created; deal 9: open
                   d2 | ticket 7: deal 9 linked; ticket 7: contact 1 linked; contact 1: deal 9 linked; ticket 7: asked`;
  const deal = { record: { objectType: 'deal', recordId: '9' } } as const;
  expect(holdsWhen({ tickets: 'any' }, history, deal)).toBe('');
});
