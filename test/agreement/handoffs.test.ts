import { describe, expect, test } from 'vitest';
import { timeOf } from '../journey/notation.ts';
import { agreementOf, clockLine, clocksOf } from './agreements.ts';

const hours = (businessHours: number) => ({ within: { businessHours } });
const passed = (more: object = {}) =>
  agreementOf({
    stages: {
      nurture: { lead: 'marketing', targets: {} },
      convert: { lead: 'sales', targets: { acceptWithin: hours(2), firstTouchWithin: hours(4) } },
      expand: { lead: 'service', targets: { acceptWithin: hours(2) } },
    },
    ...more,
  });

const history = 'd1 | created; MQL\nd5 10:00 | SQL';
type Options = { now: string; actions?: string; agreement?: ReturnType<typeof passed> };

function run(facts: string, { now, actions = '', agreement = passed() }: Options) {
  const { handoffs, clocks, leads } = clocksOf(facts, { agreement, now, actions });
  const time = (at: number | null) => (at === null ? '' : timeOf(at));
  return {
    handoffs: handoffs.map(({ from, to, offeredAtMs, cause, state, acceptedAtMs, acceptedBy, returnedAtMs }) =>
      `${time(offeredAtMs)} ${from} to ${to} (${cause}) ${state} ${time(acceptedAtMs)} ${acceptedBy ?? ''} ${time(returnedAtMs)}`
        .replaceAll(/ +/g, ' ')
        .trim(),
    ),
    accepting: clocks.filter(({ kind }) => kind === 'accept').map(clockLine),
    touching: clocks.filter(({ kind }) => kind === 'first-touch').map(clockLine),
    leads: leads.map(({ team, fromMs, toMs }) => `${team} ${time(fromMs)}–${time(toMs)}`),
    given: handoffs.map(({ because, returned }) => [because?.reason ?? '', returned?.reason ?? '']),
  };
}

describe('a handoff', () => {
  test('is offered when the lead changes; the team has the lead from then on', () => {
    expect(run(history, { now: 'd5 11:00' })).toMatchObject({
      handoffs: ['d5 10:00 marketing to sales (stage) offered'],
      accepting: ['accept convert sales d5 10:00– running, due d5 12:00, 60 min'],
      leads: ['marketing d1–d5 10:00', 'sales d5 10:00–'],
    });
  });

  test('is accepted by the button; the clock of the stage runs on', () => {
    const told = run(history, { now: 'd5 12:30', actions: 'd5 11:00 | handoff-accepted | convert sales' });
    expect(told).toMatchObject({
      handoffs: ['d5 10:00 marketing to sales (stage) accepted d5 11:00 button'],
      accepting: ['accept convert sales d5 10:00–d5 11:00 met, due d5 12:00, 60 min'],
      touching: ['first-touch convert sales d5 10:00– running, due d5 14:00, 150 min'],
    });
  });

  test.each<[accept: string, acceptedBy: string]>([
    ['button', ''],
    ['first-touch', 'd5 11:00 touch'],
    ['either', 'd5 11:00 touch'],
  ])('with %s, a touch accepts: %s', (accept, acceptedBy) => {
    const told = run(`${history}\nd5 11:00 | call`, { now: 'd5 12:00', agreement: passed({ accept }) });
    const state = acceptedBy === '' ? 'offered' : `accepted ${acceptedBy}`;
    expect(told.handoffs).toEqual([`d5 10:00 marketing to sales (stage) ${state}`]);
  });

  test('that only a touch accepts is not accepted by the button', () => {
    const actions = 'd5 11:00 | handoff-accepted | convert sales';
    const told = run(history, { now: 'd5 12:00', actions, agreement: passed({ accept: 'first-touch' }) });
    expect(told.handoffs).toEqual(['d5 10:00 marketing to sales (stage) offered']);
  });

  test('is not answered by another team, of another stage, or before it was made', () => {
    const actions = `
      d5 09:00 | handoff-accepted | convert sales
      d5 10:00 | handoff-accepted | convert sales
      d5 10:10 | handoff-accepted | convert marketing
      d5 10:20 | handoff-accepted | expand sales
      d5 10:30 | handoff-offered | convert sales`;
    expect(run(history, { now: 'd5 11:00', actions }).handoffs).toEqual([
      'd5 10:00 marketing to sales (stage) offered',
    ]);
  });

  test('that came to nothing is made anew where the same team leads the next stage', () => {
    const agreement = agreementOf({
      stages: {
        'active-evaluation': { lead: 'sales', targets: { acceptWithin: hours(2) } },
        'purchase-decision': { lead: 'sales', targets: { acceptWithin: hours(2) } },
      },
    });
    const facts = 'd1 | created; MQL\nd5 10:00 | SQL\nd5 11:00 | opportunity';
    const handoffsOf = (actions: string) =>
      clocksOf(facts, { agreement, now: 'd5 12:00', actions, model: 'buying-cycle' }).handoffs;
    expect(handoffsOf('').map(({ from, to, state }) => [from, to, state])).toEqual([
      ['marketing', 'sales', 'ended'],
      ['marketing', 'sales', 'offered'],
    ]);
    expect(handoffsOf('d5 10:30 | handoff-accepted | active-evaluation sales')).toMatchObject([{ state: 'accepted' }]);
  });

  test('of an import is none: the lead is that of the stage, and nobody is asked', () => {
    const told = run('d1 | created; MQL\nd5 10:00 | SQL | IMPORT', { now: 'd5 11:00' });
    expect(told).toMatchObject({ handoffs: [], accepting: [], leads: ['marketing d1–d5 10:00', 'sales d5 10:00–'] });
  });

  test('from nobody is one where acceptance is asked for', () => {
    expect(run('d5 10:00 | created; SQL', { now: 'd5 11:00' }).handoffs).toEqual([
      'd5 10:00 nobody to sales (stage) offered',
    ]);
    expect(run('d5 10:00 | created; MQL', { now: 'd5 11:00' }).handoffs).toEqual([]);
  });
});

describe('a return', () => {
  const returned = 'd5 11:00 | handoff-returned | convert sales not-ready';

  test('gives the lead back, with a clock of its own; the stage remains, and both sides see why', () => {
    const told = run(history, { now: 'd5 12:30', actions: returned });
    expect(told).toEqual({
      handoffs: [
        'd5 10:00 marketing to sales (stage) returned d5 11:00',
        'd5 11:00 sales to marketing (return) offered',
      ],
      accepting: [
        'accept convert sales d5 10:00–d5 11:00 met, due d5 12:00, 60 min',
        'accept convert marketing d5 11:00– running, due d5 13:00, 90 min',
      ],
      touching: [
        'first-touch convert sales d5 10:00–d5 11:00 cancelled, due d5 14:00, 60 min',
        'first-touch convert marketing d5 11:00– running, due d5 15:00, 90 min',
      ],
      leads: ['marketing d1–d5 10:00', 'sales d5 10:00–d5 11:00', 'marketing d5 11:00–'],
      given: [
        ['', 'not-ready'],
        ['not-ready', ''],
      ],
    });
  });

  test('offered, returned, offered again and accepted: the clock of each side', () => {
    const actions = `
      ${returned}
      d5 14:00 | handoff-offered | convert marketing
      d5 15:30 | handoff-accepted | convert sales`;
    const told = run(history, { now: 'd5 16:00', actions });
    expect(told.handoffs).toEqual([
      'd5 10:00 marketing to sales (stage) returned d5 11:00',
      'd5 11:00 sales to marketing (return) accepted d5 14:00 button',
      'd5 14:00 marketing to sales (again) accepted d5 15:30 button',
    ]);
    expect(told.accepting).toEqual([
      'accept convert sales d5 10:00–d5 11:00 met, due d5 12:00, 60 min',
      'accept convert marketing d5 11:00–d5 14:00 breached, due d5 13:00, 180 min, 60 min late',
      'accept convert sales d5 14:00–d5 15:30 met, due d5 16:00, 90 min',
    ]);
    expect(told.leads.at(-1)).toBe('sales d5 14:00–');
  });

  test('of a lead that was accepted already is possible, as long as the team has it by that handoff', () => {
    const actions = `d5 10:30 | handoff-accepted | convert sales\n${returned}`;
    expect(run(history, { now: 'd5 12:00', actions }).handoffs[0]).toBe(
      'd5 10:00 marketing to sales (stage) returned d5 10:30 button d5 11:00',
    );
  });

  test('of what came from nobody is none', () => {
    expect(run('d5 10:00 | created; SQL', { now: 'd5 12:00', actions: returned }).handoffs).toEqual([
      'd5 10:00 nobody to sales (stage) offered',
    ]);
  });

  test('ends when the record moves on: the stage that the earlier team leads needs no handoff', () => {
    const told = run(`${history}\nd6 09:00 | MQL`, { now: 'd6 10:00', actions: returned });
    expect(told.handoffs.at(-1)).toBe('d5 11:00 sales to marketing (return) ended');
    expect(told.accepting.at(-1)).toBe(
      'accept convert marketing d5 11:00–d6 09:00 breached, due d5 13:00, 360 min, 240 min late',
    );
    expect(told.leads.at(-1)).toBe('marketing d6 09:00–');
  });

  test('and the next stage of a third team: it is offered by who has the lead', () => {
    const told = run(`${history}\nd6 09:00 | customer`, { now: 'd6 10:00', actions: returned });
    expect(told.handoffs.at(-1)).toBe('d6 09:00 marketing to service (stage) offered');
  });

  test('the time in the stage runs on through it', () => {
    const agreement = agreementOf({ stages: { convert: { lead: 'sales', targets: { stayWithin: hours(80) } } } });
    const { clocks } = clocksOf(history, { agreement, now: 'd5 12:00', actions: returned });
    expect(clocks.map(clockLine)).toEqual(['time-in-stage convert sales d5 10:00– running, due d19 10:00, 120 min']);
  });
});

test('the lead of a stage that the agreement leaves to the model changes with the model', () => {
  const agreement = agreementOf({ stages: { 'pre-purchase': { targets: { acceptWithin: hours(2) } } } });
  const facts = 'd1 | created\nd5 10:00 | deal 9 linked; deal 9: open';
  const { handoffs, leads } = clocksOf(facts, { agreement, now: 'd5 11:00', model: 'client-lifecycle' });
  expect(leads.map(({ team, fromMs }) => [team, timeOf(fromMs)])).toEqual([
    ['marketing', 'd1'],
    ['sales', 'd5 10:00'],
  ]);
  expect(handoffs.map(({ from, to }) => [from, to])).toEqual([
    ['nobody', 'marketing'],
    ['marketing', 'sales'],
  ]);
});
