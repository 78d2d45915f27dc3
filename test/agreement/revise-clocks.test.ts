import { expect, test } from 'vitest';
import { reviseClocks } from '../../src/agreement/revise-clocks.ts';
import { agreementOf, clocksOf } from './agreements.ts';

const agreement = agreementOf({
  stages: { convert: { lead: 'sales', targets: { firstTouchWithin: { within: { businessHours: 2 } } } } },
});
const history = 'd1 | created; MQL\nd5 10:00 | SQL';
const now = 'd5 16:00';
const unheard = clocksOf(history, { agreement, now }).clocks;
const heard = clocksOf(`${history}\nd5 11:00 | call`, { agreement, now }).clocks;
const revised = (clocks: ReturnType<typeof reviseClocks>) => clocks.map(({ revisedFrom }) => revisedFrom?.state);

test('a call that is heard late revises a breach', () => {
  expect(unheard.map(({ state }) => state)).toEqual(['breached']);
  expect(heard.map(({ state }) => state)).toEqual(['met']);
  expect(revised(reviseClocks(unheard, heard))).toEqual(['breached']);
});

test('nothing is revised while the past is being read, and what was revised before stays so', () => {
  const provisional = unheard.map((clock) => ({ ...clock, isProvisional: true as const }));
  expect(reviseClocks(provisional, heard)).toEqual(heard);
  const before = reviseClocks(unheard, heard).map((clock) => ({ ...clock, isProvisional: true as const }));
  expect(revised(reviseClocks(before, unheard))).toEqual(['breached']);
});
