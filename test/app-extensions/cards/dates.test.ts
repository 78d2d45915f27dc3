import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBusinessTime,
  formatDate,
  formatDistance,
  formatDuration,
  formatRange,
} from '../../../app-extensions/app/cards/dates.ts';

const now = Date.parse('2026-11-20T09:30:00Z');
const before = (iso: string) => Date.parse(iso);
const berlin = { locale: 'en', timeZone: 'Europe/Berlin' };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

describe('a distance', () => {
  const reader = { locale: 'en', timeZone: 'Europe/Berlin' };
  const now = Date.parse('2026-11-20T22:30:00Z');
  it.each([
    [5 * 60_000, 'in 5 minutes'],
    [60 * 60_000, 'tomorrow'],
    [-25 * 3_600_000, 'yesterday'],
    [20 * 86_400_000, 'in 20 days'],
    [90 * 86_400_000, 'in 2 months'],
    [-3 * 3_600_000, '3 hours ago'],
  ])('of %i ms is %s, by the calendar of the zone', (ms, text) => {
    expect(formatDistance(now + ms, now, reader)).toBe(text);
  });
});

describe('business time', () => {
  it.each([
    [0, 'en', '0 min'],
    [59, 'en', '0 min'],
    [3600, 'en', '1 hr'],
    [23_400, 'en', '6 hr 30 min'],
    [-5400, 'de', '1 Std. 30 Min.'],
    [144_000, 'ko', '40시간'],
    [5400, 'ru', '1 ч 30 мин'],
  ])('of %i s in %s is %s', (seconds, locale, text) => {
    expect(formatBusinessTime(seconds, locale).replace(/\p{Zs}/gu, ' ')).toBe(text);
  });
});

describe('formatDate', () => {
  it('tells the day of the portal’s zone', () => {
    const instant = before('2026-11-19T23:30:00Z');
    expect(formatDate(instant, { locale: 'de', timeZone: 'Europe/Berlin' })).toBe('20.11.2026');
    expect(formatDate(instant, { locale: 'de', timeZone: 'America/New_York' })).toBe('19.11.2026');
  });
});

describe('formatAgo', () => {
  it.each([
    ['2026-11-20T09:30:00Z', 'this minute'],
    ['2026-11-20T09:05:00Z', '25 minutes ago'],
    ['2026-11-20T05:30:00Z', '4 hours ago'],
    // In Berlin it was still yesterday, although less than 24 hours have passed.
    ['2026-11-19T22:30:00Z', 'yesterday'],
    ['2026-11-19T23:30:00Z', '10 hours ago'],
    ['2026-10-06T09:30:00Z', '45 days ago'],
    ['2026-08-18T07:15:00Z', '3 months ago'],
    ['2024-10-20T09:30:00Z', '2 years ago'],
  ])('tells of %s: %s', (instant, text) => {
    expect(formatAgo(before(instant), now, berlin)).toBe(text);
  });

  it('tells of a clock that is behind as of now', () => {
    expect(formatAgo(now + 5000, now, berlin)).toBe('this minute');
  });

  it.each([
    ['ru', 1, 'вчера'],
    ['ru', 3, '3 дня назад'],
    ['ru', 5, '5 дней назад'],
    ['ru', 21, '21 день назад'],
    ['ko', 5, '5일 전'],
    ['it', 5, '5 giorni fa'],
    ['de', 5, 'vor 5 Tagen'],
  ])('in %s tells of %i days as %s', (locale, days, text) => {
    expect(formatAgo(now - days * dayMs, now, { locale, timeZone: 'UTC' })).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [30_000, 'no time'],
    [5 * 60_000, '5 minutes'],
    [hourMs, '1 hour'],
    [dayMs, '1 day'],
    [60 * dayMs, '60 days'],
    [61 * dayMs, '2 months'],
    [729 * dayMs, '23 months'],
    [731 * dayMs, '2 years'],
  ])('tells %i ms as %s', (ms, text) => {
    expect(formatDuration(now - ms, now, 'en', 'no time')).toBe(text);
  });
});

describe('formatRange', () => {
  it('tells one day once', () => {
    expect(formatRange(now, now + hourMs, berlin)).toBe('Nov 20, 2026');
  });
  it('tells both ends', () => {
    expect(formatRange(now - 3 * dayMs, now, { locale: 'ko', timeZone: 'Asia/Seoul' })).toMatch(/17.*20/);
  });
});
