import { describe, expect, test } from 'vitest';
import type { LeafCondition } from '../../src/journey/conditions/condition-schema.ts';
import { conditionClause } from '../../src/journey/explain/condition-sentence.ts';
import { conditionTexts, countTexts } from '../../src/journey/explain/condition-texts.ts';
import { explainJourney } from '../../src/journey/explain/explain-journey.ts';
import type { LeafNeed } from '../../src/journey/explain/need.ts';
import { longestSentence, newLapSentence, stageSentence } from '../../src/journey/explain/stage-sentence.ts';
import { joinTexts, stageSentenceTexts } from '../../src/journey/explain/stage-sentence-texts.ts';
import { type Model, parseModel } from '../../src/journey/models/model-schema.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
import { wordsOfModel } from '../../src/journey/models/words-of-model.ts';
import type { PortalMetadata } from '../../src/journey/portal-metadata.ts';
import { type Language, languages } from '../../src/journey/vocabulary.ts';
import { historyOf } from './history.ts';
import { instantOf } from './notation.ts';
import { observed } from './portal.ts';

const labels: Readonly<Record<string, string>> = {
  subscriber: 'Subscriber',
  lead: 'Lead',
  marketingqualifiedlead: 'Marketing qualified lead',
  salesqualifiedlead: 'Sales qualified lead',
  opportunity: 'Opportunity',
  customer: 'Customer',
  evangelist: 'Evangelist',
};
const settings: PortalMetadata = observed('d-100', {});
settings.lifecycleStages = settings.lifecycleStages.map(({ value }) => ({ value, label: labels[value] ?? value }));

function explained(model: Model, history: string, now: string) {
  const ledger = { record: { objectType: 'contact', recordId: '1' } as const, aliases: new Map() };
  return explainJourney(model, [settings], { ...ledger, facts: historyOf(history) }, instantOf(now));
}

/** All that is told of a contact's visits, in one language. */
function sentencesOf(model: Model, history: string, now: string, language: Language): string[] {
  const words = wordsOfModel(model, settings, 'contact', language);
  return explained(model, history, now)
    .visits.flatMap(({ stages, newLap, rule }) => [
      `${rule}`,
      ...stages.map((stage, index) => stageSentence(stage, words, model.stages[index]!.names[language])),
      newLap === null ? null : newLapSentence(newLap, words),
    ])
    .filter((sentence) => sentence !== null);
}

const histories: Readonly<Record<string, { facts: string; now: string }>> = {
  'lead-funnel': {
    facts: `d1 | created
            d1 09:00 | lead
            d3 | MQL
            d9 | deal 9 linked; deal 9: open
            d40 | deal 9: lost
            d50 | c1 corrects to convert`,
    now: 'd100',
  },
  'client-lifecycle': {
    facts: `d1 | created
            d10 | deal 9 linked; deal 9: open
            d40 | deal 9: won
            d45 | engagement starts d45
            d46 | engagement ends d200
            d400 | deal 8 linked; deal 8: open`,
    now: 'd410',
  },
  'buying-cycle': {
    facts: `d1 | subscriber
            d5 | form
            d9 | MQL
            d20 | meeting
            d30 | deal 9 linked; deal 9: contract
            d50 | deal 9: won
            d200 | deal 8 linked; deal 8: open`,
    now: 'd210',
  },
};

describe('what is told of the presets', () => {
  test.each([...presets.keys()].flatMap((name) => languages.map((language) => [name, language] as const)))(
    '%s, in %s',
    async (name, language) => {
      const { facts, now } = histories[name]!;
      const told = sentencesOf(preset(name), facts, now, language);
      expect(told.filter((sentence) => sentence.length > longestSentence || /[{}]|undefined/.test(sentence))).toEqual(
        [],
      );
      await expect(`${told.join('\n')}\n`).toMatchFileSnapshot(`./sentences/${name}.${language}.txt`);
    },
  );

  test('reads as a person would say it', () => {
    const { facts } = histories['lead-funnel']!;
    const told = sentencesOf(preset('lead-funnel'), facts.split('\n').slice(0, 3).join('\n'), 'd5', 'en');
    expect(told).toContain(
      'Convert comes when a deal is open, or when the lifecycle stage is “Sales qualified lead” or “Opportunity”.',
    );
    expect(sentencesOf(preset('buying-cycle'), 'd1 | deal 9 linked; deal 9: won', 'd5', 'en')).toContain(
      'Loyalty comes when it has been 90 days since a deal was last won, or when the lifecycle stage is “Evangelist”. By itself on 1 April 2026 if nothing happens before.',
    );
  });
});

/** Every form of condition, and every detail that a form can have. */
const conditions: LeafCondition[] = [
  { created: true },
  { lifecycle: ['lead', 'opportunity'] },
  { lifecycleBefore: 'customer' },
  { property: 'size', is: 'big' },
  { property: 'size', in: ['a', 'b', 'c', 'd', 'e', 'f'] },
  { property: 'topics', includes: 'training' },
  { property: 'topics', valuesAtMost: 2 },
  { property: 'size', became: 'big' },
  { property: 'email', known: true },
  { property: 'email', known: false },
  { property: 'score', atLeast: 10 },
  { property: 'score', above: 10 },
  { property: 'score', atMost: 12345.6 },
  { property: 'score', below: 10 },
  { property: 'contract_ends', before: 'now' },
  { property: 'contract_ends', after: 'now' },
  { property: 'contract_ends', before: '2026-08-08' },
  { property: 'contract_ends', after: '2026-12-31T09:00:00Z' },
  { property: 'contract_ends', olderThan: { days: 90 } },
  { property: 'contract_ends', dueWithin: { days: 1, hours: 12 } },
  ...(['open', 'won', 'lost', 'any'] as const).flatMap((deals): LeafCondition[] => [{ deals }, { deals, count: 2 }]),
  { deals: 'open', pipelines: ['default'], amountAtLeast: 5000, amountBelow: 9000, after: { deals: 'won' } },
  { deals: 'lost', lostReasons: ['too dear'], probabilityAtLeast: 0.25, probabilityBelow: 0.8, quietFor: { days: 90 } },
  ...(['open', 'closed', 'any'] as const).flatMap((tickets): LeafCondition[] => [{ tickets }, { tickets, count: 3 }]),
  { tickets: 'open', pipelines: ['0'], priorities: ['HIGH'], after: { tickets: 'closed' }, quietFor: { hours: 2 } },
  ...(['contact', 'company', 'deal'] as const).flatMap((associated): LeafCondition[] => [
    { associated },
    { associated, count: 2 },
  ]),
  { associated: 'contact', labels: ['buyer'], roles: ['DECISION_MAKER'] },
  { activity: ['form'] },
  { activity: ['call', 'email', 'email-open', 'email-click', 'email-reply'], after: 'visit-start' },
  { activity: ['meeting', 'note', 'message', 'form', 'logged'], after: 'last-activity' },
  { activity: ['call', 'feedback'], direction: 'incoming', by: 'owner' },
  { activity: ['email'], direction: 'outgoing', by: 'others', after: 'visit-start' },
  { quietFor: { days: 90 } },
  { quietFor: { minutes: 30 }, since: 'engagement-end' },
  ...(['created', 'visit-start', 'lap-start', 'last-activity', 'engagement-end'] as const).map(
    (since): LeafCondition => ({ elapsed: { days: 2 }, since }),
  ),
  { elapsed: { days: 1 }, since: { property: 'lifecyclestage' } },
  { elapsed: { days: 21 }, since: { property: 'email' } },
  { elapsed: { hours: 5 }, since: { deals: 'open' } },
  { elapsed: { minutes: 45 }, since: { deals: 'lost' } },
  { elapsed: { days: 5 }, since: { tickets: 'open' } },
  { engagement: 'running' },
  { engagement: 'ended' },
  { engagement: 'started-again' },
  { mark: 'no-decision' },
  { readiness: { atLeast: 40 } },
];

const needs = conditions.flatMap((condition) =>
  (['hold', 'cease'] as const).map((must): LeafNeed => ({ kind: 'leaf', condition, must, within: 'lap', at: null })),
);
const furtherNeeds: LeafNeed[] = [
  { kind: 'leaf', condition: { deals: 'won' }, must: 'hold', within: 'lap', at: null, isAgain: true },
  { kind: 'leaf', condition: { deals: 'won' }, must: 'hold', within: 'ever', at: null },
  { kind: 'leaf', condition: { activity: ['meeting'] }, must: 'hold', within: 'visit', at: null },
  { kind: 'leaf', condition: { quietFor: { days: 90 } }, must: 'hold', within: 'lap', at: instantOf('d90') },
  { kind: 'leaf', condition: { readiness: { atLeast: 40 } }, must: 'hold', within: 'lap', at: null, points: 25 },
];

describe('what is told of a condition', () => {
  test.each(languages)('in %s', async (language) => {
    const words = wordsOfModel(preset('client-lifecycle'), settings, 'contact', language);
    const ofDeal = wordsOfModel(preset('lead-funnel'), settings, 'deal', language);
    const own = needs.filter(({ condition }) => 'deals' in condition);
    const told = [
      ...[...needs, ...furtherNeeds].map((need) => conditionClause(need, words)),
      ...own.map((need) => conditionClause(need, ofDeal)),
    ];
    expect(told.filter((clause) => /[{}]|undefined|NaN/.test(clause))).toEqual([]);
    await expect(`${told.join('\n')}\n`).toMatchFileSnapshot(`./sentences/conditions.${language}.txt`);
  });

  test('that holds is never told as one that ceases', () => {
    for (const language of languages) {
      const words = wordsOfModel(preset('lead-funnel'), settings, 'contact', language);
      for (const condition of conditions.filter((each) => !('created' in each))) {
        const told = (must: 'hold' | 'cease') =>
          conditionClause({ kind: 'leaf', condition, must, within: 'lap', at: null }, words);
        expect(told('hold')).not.toBe(told('cease'));
      }
    }
  });

  test('every Korean clause can be joined to another', () => {
    for (const text of [...Object.values(conditionTexts), ...Object.values(countTexts)]) {
      expect(text.ko).toMatch(/(아닐|될|바뀔|일|을) 때(\{details\})?$|[있없했났았을]을 때(\{details\})?$/);
    }
    const words = wordsOfModel(preset('lead-funnel'), settings, 'contact', 'ko');
    for (const need of needs) expect(conditionClause(need, words, { isFollowed: true })).not.toMatch(/때$/);
  });

  test('leaves values as they are, also those that look like places', () => {
    const words = wordsOfModel(preset('lead-funnel'), settings, 'contact', 'en');
    const condition = { property: '{values}', is: '$& {property}' };
    expect(conditionClause({ kind: 'leaf', condition, must: 'hold', within: 'lap', at: null }, words)).toBe(
      'the property “{values}” is “$& {property}”',
    );
  });

  test('tells days in the time zone that was asked for', () => {
    const need: LeafNeed = { ...furtherNeeds[3]!, at: Date.UTC(2026, 2, 12, 23, 30) };
    const told = (zone: string) =>
      conditionClause(need, wordsOfModel(preset('lead-funnel'), null, 'contact', 'en', zone));
    expect(told('UTC')).toBe('there is no activity for 90 days (on 12 March 2026)');
    expect(told('Europe/Rome')).toBe('there is no activity for 90 days (on 13 March 2026)');
  });
});

describe('a long need', () => {
  const rules = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `rule-${index}`, when: { property: `p${index}`, is: 'yes' } }));
  const names = { en: 'X', it: 'X', de: 'X', ko: 'X', ru: 'X' };
  const modelOf = (enter: object[]) =>
    parseModel({
      name: 'long',
      version: 1,
      names,
      stages: [
        { id: 'a', names, lead: [{ team: 'sales' }], enter: [{ id: 'created', when: { created: true } }] },
        { id: 'b', names, lead: [{ team: 'sales' }], enter },
      ],
      outcomes: [],
    });

  test('names four ways and says how many more there are', () => {
    const [, told] = sentencesOf(modelOf(rules(9)), 'd1 | created', 'd2', 'en');
    expect(told).toContain('or when the property “p3” is “yes” (or in other ways: 5).');
    expect(told).not.toContain('p4');
  });

  test('names four conditions of a way', () => {
    const all = rules(6).map(({ when }) => when);
    const [, told] = sentencesOf(modelOf([{ id: 'all', when: { all } }]), 'd1 | created', 'd2', 'de');
    expect(told).toContain('und die Eigenschaft „p3“ den Wert „yes“ hat (und andere Bedingungen: 2).');
  });

  test.each(languages)('stays within the limit in %s, whatever the model names', (language) => {
    const long = 'x'.repeat(90);
    const enter = rules(5).map(({ id }, index) => ({
      id,
      when: {
        all: [
          {
            deals: 'open',
            pipelines: Array.from({ length: 9 }, (_, at) => `${long}${at}`),
            lostReasons: [long, `${long}1`],
          },
          { property: `${long}${index}`, in: Array.from({ length: 9 }, (_, at) => `${at}${long}`) },
          { activity: ['call', 'email', 'email-open', 'email-click', 'email-reply', 'meeting'] },
          { associated: 'contact', roles: [long], labels: [long] },
        ],
      },
    }));
    const told = sentencesOf(modelOf(enter), 'd1 | created', 'd2', language)[1]!;
    expect(told.length).toBeLessThanOrEqual(longestSentence);
    expect(told.length).toBeGreaterThan(200);
  });
});

test('every text has something to say in every language', () => {
  for (const table of [conditionTexts, countTexts, stageSentenceTexts, joinTexts]) {
    for (const [name, text] of Object.entries(table)) {
      const places = (language: Language) =>
        new Set([...text[language].matchAll(/\{(\w+)\}/g)].map(([, place]) => place));
      for (const language of languages) {
        if (name !== 'first') expect(text[language], `${name} in ${language}`).not.toBe('');
        const known = ['one', 'many', 'own', ...places('en')];
        expect(
          [...places(language)].filter((place) => !known.includes(place ?? '')),
          `${name} in ${language}`,
        ).toEqual([]);
      }
    }
  }
});
