import { describe, expect, test } from 'vitest';
import { readSince } from '../src/read-since.ts';

const now = Date.parse('2027-03-01T15:30:00Z');
const told = (text: string) => new Date(readSince(text, now)).toISOString();

describe('from when on is counted', () => {
  test.each([
    ['2026-05-01', '2026-05-01T00:00:00.000Z'],
    ['2026-05-01T08:00:00+02:00', '2026-05-01T06:00:00.000Z'],
    ['0d', '2027-03-01T00:00:00.000Z'],
    ['30d', '2027-01-30T00:00:00.000Z'],
    ['365d', '2026-03-01T00:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  test.each(['', 'yesterday', '-1d', '1.5d', '12345d', '30 d', '2026-02-30', '2026-05-01T08:00:00'])(
    '%s is refused with the forms that there are',
    (text) => {
      expect(() => told(text)).toThrow(/^since: .* is none of these: .*2026-05-01.*90d/);
    },
  );

  test('what lies in the future is refused with the clock that counts', () => {
    expect(() => told('2027-03-02')).toThrow(/lies in the future; it is 2027-03-01T15:30:00.000Z now/);
  });
});
