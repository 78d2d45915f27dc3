import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { countPoints } from '../../src/journey/conditions/readiness.ts';
import { scopeOf } from '../../src/journey/judge-change-point.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
import { replayToState } from '../../src/journey/replay.ts';
import { languages } from '../../src/journey/vocabulary.ts';
import { historyOf } from './history.ts';
import { instantOf, timeOf } from './notation.ts';
import { portal } from './portal.ts';

const models = [...presets.values()].map((model) => [model.name, model] as const);

function pointsOf(history: string, now: string, model: Model = preset('lead-funnel')) {
  const record = { objectType: 'contact' as const, recordId: '1' };
  const ledger = { record, aliases: new Map(), facts: historyOf(history) };
  const { state } = replayToState(model, portal, ledger, instantOf(now));
  const { points, counted, flipAt } = countPoints(state.evidence, scopeOf(state));
  return { points, signals: counted.map(({ signal }) => signal.id).sort(), flipAt };
}

describe.each(models)('the questions of %s', (_name, model) => {
  test('speak of every stage, and of the whole journey', () => {
    const asked = new Set(model.questions.map(({ stage }) => stage));
    expect(model.stages.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
    expect(asked.has(undefined)).toBe(true);
  });

  test('ask how many go on from each stage but the last, or how its visits end', () => {
    const asked = model.questions.flatMap(({ answer }) => {
      if (answer.measure === 'conversion') return [answer.from];
      return answer.measure === 'outcomes' ? [answer.stage] : [];
    });
    const stages = model.stages.slice(0, -1).map(({ id }) => id);
    expect(stages.filter((id) => !asked.includes(id))).toEqual([]);
  });

  test('are each asked once, in every language', () => {
    for (const language of languages) {
      const texts = model.questions.map(({ names }) => names[language]);
      expect(texts.filter((text, index) => texts.indexOf(text) < index)).toEqual([]);
    }
  });

  test('stand in the letters of their language', () => {
    const texts = [
      ...model.questions.map(({ names }) => names),
      ...model.questions.flatMap(({ answer }) => (answer.measure === 'unanswerable' ? [answer.reasons] : [])),
      ...(model.readiness?.signals ?? []).map(({ names }) => names),
    ];
    expect(texts.filter(({ ko }) => !/\p{Script=Hangul}/u.test(ko))).toEqual([]);
    expect(texts.filter(({ ru }) => !/\p{Script=Cyrillic}/u.test(ru))).toEqual([]);
    expect(texts.filter(({ en, it, de }) => /[^\p{Script=Latin}\P{Letter}]/u.test(en + it + de))).toEqual([]);
    expect(texts.filter((text) => new Set(Object.values(text)).size < languages.length)).toEqual([]);
  });

  test('say why where the data cannot tell', () => {
    const unanswerable = model.questions.filter(({ answer }) => answer.measure === 'unanswerable');
    expect(unanswerable.length).toBeGreaterThan(0);
    expect(unanswerable.length).toBeLessThan(model.questions.length / 2);
  });
});

describe('readiness', () => {
  test.each([
    ['nothing but the creation', 'd1 | created', 'd2', []],
    ['an address', 'd1 | created; email = a@b.example', 'd2', ['email-known']],
    ['a form and an address', 'd1 | email = a@b.example\nd2 | form', 'd9', ['email-known', 'form']],
    [
      'an opened and answered e-mail',
      'd1 | created\nd2 | email-open; email-reply',
      'd9',
      ['email-answered', 'email-opened'],
    ],
    ['few pages', 'd1 | hs_analytics_num_page_views = 4', 'd2', []],
    ['some pages', 'd1 | hs_analytics_num_page_views = 5', 'd2', ['pages']],
    ['many pages', 'd1 | hs_analytics_num_page_views = 20', 'd2', ['many-pages', 'pages']],
    ['a referring site', 'd1 | hs_analytics_source = REFERRALS', 'd900', ['came-by-referral']],
    ['a search', 'd1 | hs_analytics_source = ORGANIC_SEARCH', 'd900', ['came-by-search']],
    ['an advertisement', 'd1 | hs_analytics_source = PAID_SOCIAL', 'd900', ['came-by-advertisement']],
    ['a social click', 'd1 | hs_social_last_engagement = 1767225600000', 'd9', ['social']],
    ['somebody who wants no e-mails', 'd1 | hs_email_optout = true', 'd900', ['opted-out']],
  ])('counts %s', (_what, history, now, signals) => {
    expect(pointsOf(history, now).signals).toEqual(signals);
  });

  test('loses the points of a signal all at once, at the instant that it says', () => {
    const history = 'd1 | created\nd2 | meeting\nd3 | form';
    const atFirst = pointsOf(history, 'd4');
    expect([atFirst.points, timeOf(atFirst.flipAt)]).toEqual([50, 'd33']);
    expect(pointsOf(history, 'd32 23:59:59.999').points).toBe(50);
    expect(pointsOf(history, 'd33')).toMatchObject({ points: 30, flipAt: instantOf('d62') });
    expect(pointsOf(history, 'd62')).toMatchObject({ points: 0, flipAt: Number.POSITIVE_INFINITY });
  });

  test('is below nothing for somebody who only opted out', () => {
    expect(pointsOf('d1 | hs_email_optout = true', 'd2').points).toBeLessThan(0);
  });

  test('begins each lap without what was done in the one before, but remembers who somebody is', () => {
    const history = `d1 | created; email = a@b.example; hs_analytics_source = REFERRALS
      d5 | deal 9 linked; deal 9: contract
      d20 | deal 9: won; meeting
      d25 | deal 10 linked; deal 10: open`;
    const signals = ['bought-before', 'came-by-referral', 'email-known'];
    expect(pointsOf(history, 'd26', preset('buying-cycle')).signals).toEqual(signals);
  });

  test.each(models)('can rise above 50 and fall below nothing in %s', (_name, { readiness }) => {
    const points = (readiness?.signals ?? []).map((signal) => signal.points);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(points.filter((value) => value > 0))).toBeGreaterThan(50);
    expect(points.some((value) => value < 0)).toBe(true);
    expect(points).not.toContain(0);
  });
});

test('docs/models.md has the points of every signal', () => {
  const page = readFileSync(new URL('../../docs/models.md', import.meta.url), 'utf8');
  const [, section = ''] = page.split('### Points in the presets');
  const told = section
    .split('###')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, signal = '', points, life]) => [/`(.+)`/.exec(signal)?.[1], Number(points), life]);
  const counted = models.flatMap(([, { readiness }]) =>
    (readiness?.signals ?? []).map(({ id, points, expires }) => [
      id,
      points,
      expires === undefined ? 'good' : `${expires.days} days`,
    ]),
  );
  expect(new Set(told.map(String))).toEqual(new Set(counted.map(String)));
});

test('a buying group needs roles that HubSpot has, and nobody who blocks', () => {
  const hubspotRoles = ['DECISION_MAKER', 'BUDGET_HOLDER', 'CHAMPION', 'END_USER', 'EXECUTIVE_SPONSOR', 'INFLUENCER'];
  const groups = models.map(([name, { buyingGroup }]) => [name, buyingGroup?.roles.map(({ id }) => id) ?? []]);
  expect(Object.fromEntries(groups)).toEqual({
    'lead-funnel': hubspotRoles.slice(0, 4),
    'client-lifecycle': [],
    'buying-cycle': [...hubspotRoles, 'LEGAL_AND_COMPLIANCE'],
  });
});
