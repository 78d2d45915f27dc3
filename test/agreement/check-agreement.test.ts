import { describe, expect, test } from 'vitest';
import {
  type AgreementProblemCode,
  agreementProblemCodes,
  agreementProblemSentence,
} from '../../src/agreement/check/agreement-problem.ts';
import { checkAgreement } from '../../src/agreement/check/check-agreement.ts';
import { agreementProperties } from '../../src/agreement/check/pause-properties.ts';
import { presetAgreements } from '../../src/agreement/preset-agreements.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { languages } from '../../src/journey/vocabulary.ts';
import { agreementOf } from './agreements.ts';
import { officeWeek } from './calendars.ts';

const funnel = preset('lead-funnel');
const calendar = { zone: 'UTC', week: officeWeek };
const everyStage = {
  attract: { lead: 'marketing' },
  capture: { lead: 'marketing' },
  nurture: { lead: 'marketing' },
  convert: { lead: 'sales' },
  expand: { lead: 'service' },
};
const { expand: _, ...withoutExpand } = everyStage;
const hours = (businessHours: number, steps: object[] = []) => ({ within: { businessHours }, steps });
const convert = (more: object) => ({ stages: { ...everyStage, convert: { lead: 'sales', ...more } } });
const check = (given: object, model = funnel) =>
  checkAgreement(agreementOf(given), model).map(({ severity, code, place }) => `${severity} ${code} ${place}`);

const cases: [code: AgreementProblemCode, given: object, found: string][] = [
  ['stage-unknown', { stages: { ...everyStage, convret: { lead: 'sales' } } }, 'error stage-unknown stages.convret'],
  ['stage-not-agreed', { stages: withoutExpand }, 'warning stage-not-agreed stages.expand'],
  [
    'lead-differs',
    { stages: { ...everyStage, convert: { lead: 'service' } } },
    'warning lead-differs stages.convert.lead',
  ],
  ['lead-contributes', convert({ contributors: ['sales'] }), 'warning lead-contributes stages.convert.contributors'],
  [
    'team-without-calendar',
    { ...convert({ targets: { touchEvery: hours(8) } }), teams: { marketing: { calendar }, service: { calendar } } },
    'error team-without-calendar teams.sales',
  ],
  [
    'step-without-person',
    {
      ...convert({ targets: { touchEvery: hours(8, [{ atPercent: 150, do: 'task', who: 'team-lead' }]) } }),
      teams: { marketing: { calendar }, sales: { calendar }, service: { calendar } },
    },
    'error step-without-person stages.convert.targets.touchEvery.steps[0]',
  ],
  [
    'touch-without-people',
    { stages: everyStage, touches: { kinds: ['call'], by: 'lead-team' }, teams: { sales: { calendar } } },
    'error touch-without-people teams.sales.members',
  ],
  [
    'return-without-reason',
    { ...convert({ targets: { acceptWithin: hours(2) } }), returnReasons: [] },
    'warning return-without-reason stages.convert.targets.acceptWithin',
  ],
  [
    'target-longer',
    convert({ targets: { firstTouchWithin: hours(4), acceptWithin: hours(8) } }),
    'warning target-longer stages.convert.targets.acceptWithin',
  ],
  [
    'holiday-twice',
    {
      stages: everyStage,
      teams: {
        sales: { calendar: { ...calendar, holidays: ['a', 'b'].map((name) => ({ date: '2026-12-25', name })) } },
      },
    },
    'warning holiday-twice teams.sales.calendar.holidays[1]',
  ],
  [
    'pause-property-mistyped',
    convert({ pauseWhen: { property: 'hs_lead_statsu', is: 'OPEN' } }),
    'warning pause-property-mistyped stages.convert.pauseWhen',
  ],
];

test.each(cases)('%s is found', (_, given, found) => {
  expect(check(given)).toEqual([found]);
});

test('a stage that nobody leads is an error where something is promised', () => {
  const model = {
    ...funnel,
    stages: funnel.stages.map((stage) => ({ ...stage, lead: [{ team: 'nobody' as const }] })),
  };
  expect(check({ stages: { convert: { targets: { stayWithin: hours(8) } } } }, model)).toEqual([
    'error stage-without-lead stages.convert',
    ...['attract', 'capture', 'nurture', 'expand'].map((stage) => `warning stage-without-lead stages.${stage}`),
  ]);
});

test('all codes are tested', () => {
  const others = ['stage-without-lead', 'pause-property-unknown'];
  expect([...cases.map(([code]) => code), ...others].sort()).toEqual([...agreementProblemCodes].sort());
});

test('an agreement without gaps has no problems', () => {
  expect(check({ stages: everyStage })).toEqual([]);
});

test.each([...presetAgreements.entries()])('the preset for %s has none', (name, agreement) => {
  expect(checkAgreement(agreement, preset(name))).toEqual([]);
});

test('the end of a day is compared with hours by what it can give', () => {
  const both = (days: number, stayHours: number) =>
    check(convert({ targets: { touchEvery: { within: { endOfBusinessDay: days } }, stayWithin: hours(stayHours) } }));
  expect(both(3, 17)).toEqual([]);
  expect(both(4, 17)).toEqual(['warning target-longer stages.convert.targets.touchEvery']);
});

test('a pause may rest on any property: the app follows it', () => {
  const pausing = convert({ pauseWhen: { any: [{ property: 'own_state', is: 'x' }, { lifecycle: ['lead'] }] } });
  expect(check(pausing)).toEqual([]);
  expect([...agreementProperties(agreementOf(pausing))].sort()).toEqual(['lifecyclestage', 'own_state']);
});

describe('in each language', () => {
  test.each(languages)('%s: every problem is a sentence with all its values', (language) => {
    for (const [code, given] of cases) {
      const problem = checkAgreement(agreementOf(given), funnel).find((found) => found.code === code)!;
      const sentence = agreementProblemSentence(problem, language);
      expect(sentence).not.toMatch(/[{}]/);
      expect(sentence.length).toBeGreaterThan(20);
      if (language === 'en') expect(sentence).toBe(problem.message);
      else expect(sentence).not.toBe(problem.message);
    }
  });
});

describe('the properties that pauses look at', () => {
  const waiting = { property: 'client_is_wating', known: true };
  const pausing = agreementOf(convert({ pauseWhen: { any: [waiting, { lifecycle: ['lead'] }] } }));
  const contact = ['lifecyclestage', 'client_is_waiting'].map((name) => [name, { type: 'string' }] as const);

  test("that the portal does not have keep an agreement from being published, with the nearest of the portal's names", () => {
    const [found, ...others] = checkAgreement(pausing, funnel, { contact: new Map(contact), deal: new Map() });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      severity: 'error',
      code: 'pause-property-unknown',
      place: 'stages.convert.pauseWhen',
    });
    expect(found?.message).toContain('“client_is_waiting”?');
  });

  test('of deals count, and so does what is far from every name', () => {
    const name = 'client_is_wating';
    expect(
      checkAgreement(pausing, funnel, { contact: new Map(contact), deal: new Map([[name, { type: 'string' }]]) }),
    ).toEqual([]);
    const [found] = checkAgreement(pausing, funnel, { contact: new Map(contact.slice(0, 1)) });
    expect(found).toMatchObject({ code: 'pause-property-unknown', values: { guess: '' } });
  });

  test('of a portal that is not known are left alone unless they are nearly one that the app follows', () => {
    expect(checkAgreement(pausing, funnel)).toEqual([]);
  });
});
