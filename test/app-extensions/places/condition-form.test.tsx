import { Input, MultiSelect, NumberInput, Select, StatusTag, TextArea } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { placeBoundaryTextsByLanguage } from '../../../app-extensions/app/pages/parts/PlaceBoundary.tsx';
import { AgreementArea } from '../../../app-extensions/app/settings/agreement/AgreementArea.tsx';
import { SettingsPage } from '../../../app-extensions/app/settings/SettingsPage.tsx';
import { settingsTextsByLanguage } from '../../../app-extensions/app/settings/use-settings-texts.ts';
import { preset } from '../../../src/journey/models/presets.ts';
import { agreementSample } from './agreement-settings-samples.ts';
import { enter, renderPlace } from './render-place.tsx';
import { settingsSample } from './settings-samples.ts';

const ok = (data: unknown) => ({ ok: true, data });
const texts = settingsTextsByLanguage.en;
const { title: misunderstood } = placeBoundaryTextsByLanguage.en;

/** What a slip of the pen makes of conditions: known fields with values that no form of theirs can show. */
const slips = [
  { lifecycle: 'lead' },
  { lifecycle: [['lead']] },
  { property: 'industry', in: 'Bakery' },
  { property: 'industry', in: { 0: 'Bakery' } },
  { property: ['industry'], is: 'Bakery' },
  { property: { toString: 1 }, is: { toString: 1 } },
  { property: 'phone', known: 'yes' },
  { property: 'visits', atLeast: '3' },
  { activity: 'call' },
  { activity: ['call'], direction: 'sideways' },
  { activity: null },
  { deals: { open: true } },
  { deals: 'open', count: 'two' },
  { quietFor: null },
  { quietFor: { days: null } },
  { created: 'yes' },
  { all: {} },
  { any: null },
  { any: [null] },
  {},
];

/** The settings of a model whose first rule has this condition. */
async function openModel(when: unknown) {
  const model = structuredClone(preset('lead-funnel'));
  model.stages[0]!.enter[0]!.when = when as never;
  return open('stages[0].enter[0].when', <SettingsPage />, ok(settingsSample('en', { model })));
}

/** The settings of an agreement in which the clocks of a stage stand still under this condition. */
async function openAgreement(pauseWhen: unknown) {
  const sample = structuredClone(agreementSample('en'));
  sample.agreement!.stages.convert!.pauseWhen = pauseWhen as never;
  return open('stages.convert.pauseWhen', <AgreementArea isShown />, ok(sample));
}

async function open(place: string, content: JSX.Element, answer: unknown) {
  const page = renderPlace('settings', content, { answer: () => answer });
  await page.waitFor(() => page.find(StatusTag));
  const field = (name: string) => page.find(Input, { name: `${place}.${name}` });
  const json = () => page.find(TextArea, { name: `${place}.json` });
  const draft = () => JSON.parse(page.find(TextArea, { name: 'draft-file' }).props.value as string);
  const isUnchanged = () => page.find(StatusTag).text === texts.unchanged;
  return { ...page, place, field, json, draft, isUnchanged };
}

describe.each([
  ['a rule', openModel],
  ['what pauses a clock', openAgreement],
])('the condition of %s', (_name, openWith) => {
  it.each(slips)('is JSON where no form can show it: %j', async (condition) => {
    const page = await openWith(condition);
    expect(page.shown()).not.toContain(misunderstood);
    expect(JSON.parse(page.json().props.value as string)).toEqual(condition);
    enter(page.json(), 'onChange', page.json().props.value);
    expect(page.isUnchanged()).toBe(true);
  });

  it('can be mended where a slip was typed', async () => {
    const page = await openWith({ not: { created: true } });
    enter(page.json(), 'onChange', '{"lifecycle": "lead"}');
    expect(page.shown()).not.toContain(misunderstood);
    expect(JSON.parse(page.json().props.value as string)).toEqual({ lifecycle: 'lead' });
    enter(page.json(), 'onChange', '{"lifecycle": ["lead"]}');
    expect(page.find(MultiSelect, { name: `${page.place}.lifecycle` }).props.value).toEqual(['lead']);
  });

  it.each([
    ['values', { property: 'hs_lead_status', in: ['NEW'] }],
    ['values', { property: 'hs_lead_status', is: 'NEW' }],
    ['values', { property: 'hs_lead_status', in: ['NEW', 'OPEN', 'NEW'] }],
    ['values', { property: 'hs_lead_status', in: [] }],
    ['property', { property: ' hs_lead_status', is: 'NEW' }],
    ['property', { is: 'NEW', property: 'hs_lead_status' }],
    ['property', { property: 'phone', known: false }],
    ['atLeast', { property: 'visits', atLeast: -1.5 }],
    ['count', { deals: 'open', count: 1 }],
    ['count', { count: 3, deals: 'open' }],
    ['count', { deals: 'open' }],
    ['days', { quietFor: { days: 30 } }],
  ])('is not changed by somebody who merely leaves the field %s of %j', async (name, condition) => {
    const page = await openWith(condition);
    const isNumber = ['atLeast', 'count', 'days'].includes(name);
    const field = isNumber ? page.find(NumberInput, { name: `${page.place}.${name}` }) : page.field(name);
    // HubSpot's fields tell what is in them on leaving, too.
    enter(field as never, 'onChange', field.props.value);
    expect(page.isUnchanged()).toBe(true);
    expect(JSON.stringify(page.draft())).toContain(JSON.stringify(condition));
  });

  it.each([
    { property: 'closed_lost_reason', is: 'Price, timing' },
    { property: 'closed_lost_reason', in: ['Price, timing', 'Other'] },
    { property: 'closed_lost_reason', in: [' Price'] },
    { property: 'closed_lost_reason', is: '' },
    { property: 'closed_lost_reason', is: 'Price\ntiming' },
    { activity: ['logged'] },
    { deals: 'open', count: 0.5 },
    { lifecycle: ['lead', 'lead'] },
  ])('is JSON where a field would make another of it: %j', async (condition) => {
    const page = await openWith(condition);
    expect(page.find(Select, { name: `${page.place}.kind` }).props.value).toBe('json');
    expect(JSON.parse(page.json().props.value as string)).toEqual(condition);
  });
});

describe('the values of a property', () => {
  it('are changed by what is entered', async () => {
    const page = await openModel({ property: 'hs_lead_status', in: ['NEW', 'OPEN'] });
    const when = () => page.draft().stages[0].enter[0].when;
    enter(page.field('values'), 'onChange', 'OPEN');
    expect(when()).toEqual({ property: 'hs_lead_status', is: 'OPEN' });
    enter(page.field('values'), 'onChange', 'OPEN, CONNECTED');
    expect(when()).toEqual({ property: 'hs_lead_status', in: ['OPEN', 'CONNECTED'] });
    enter(page.field('property'), 'onChange', ' industry ');
    expect(when()).toEqual({ property: 'industry', in: ['OPEN', 'CONNECTED'] });
  });
});

describe('a count of deals', () => {
  it('is there when it is more than 1', async () => {
    const page = await openModel({ deals: 'won' });
    const when = () => page.draft().stages[0].enter[0].when;
    const count = (value: number) => enter(page.find(NumberInput, { name: `${page.place}.count` }), 'onChange', value);
    count(2);
    expect(when()).toEqual({ deals: 'won', count: 2 });
    count(Number.NaN);
    expect(when()).toEqual({ deals: 'won', count: 2 });
    count(1);
    expect(when()).toEqual({ deals: 'won' });
  });
});
