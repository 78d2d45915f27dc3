import {
  Accordion,
  Alert,
  Button,
  ErrorState,
  Input,
  Link,
  LoadingButton,
  MultiSelect,
  NumberInput,
  Select,
  StatusTag,
  Tab,
  Table,
  Tabs,
  TextArea,
  Toggle,
} from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import { AgreementArea } from '../../../app-extensions/app/settings/agreement/AgreementArea.tsx';
import { SettingsPage } from '../../../app-extensions/app/settings/SettingsPage.tsx';
import { questionTextsByLanguage } from '../../../app-extensions/app/settings/texts/question-texts.ts';
import { agreementTextsByLanguage } from '../../../app-extensions/app/settings/use-agreement-texts.ts';
import { settingsTextsByLanguage } from '../../../app-extensions/app/settings/use-settings-texts.ts';
import { type Agreement, agreementSchema } from '../../../src/agreement/agreement-schema.ts';
import { presetAgreement } from '../../../src/agreement/preset-agreements.ts';
import { preset } from '../../../src/journey/models/presets.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { agreementSample, breachesSample } from './agreement-settings-samples.ts';
import { type Asked, enter, renderPlace } from './render-place.tsx';
import { settingsSample } from './settings-samples.ts';

const ok = (data: unknown) => ({ ok: true, data });
const refused = (code: string, more: object = {}) => ({
  ok: false,
  error: { code, message: `because ${code}`, ...more },
});
const shared = settingsTextsByLanguage.en;
const texts = agreementTextsByLanguage.en;
const questions = questionTextsByLanguage.en;
const accept = 'stages.convert.targets.acceptWithin';
const monday = 'teams.sales.calendar.week.mon';
const published = { '/publish': () => ok({ version: 3, isNew: true }) };

/** The settings of the agreement, with what the backend answers to each path. */
async function open(answers: Record<string, (asked: Asked) => unknown> = {}, language = 'en') {
  const told: Record<string, (asked: Asked) => unknown> = {
    '': () => ok(agreementSample('en')),
    '/preview': () => ok(breachesSample()),
    ...answers,
  };
  const page = renderPlace('settings', <AgreementArea isShown />, {
    language,
    names: { 7: { firstname: 'Ida', lastname: 'Muster' } },
    answer: (asked) => told[asked.path.replace('/api/settings/agreement', '')]?.(asked),
  });
  await page.waitFor(() => page.find(StatusTag));
  const button = (text: string) => page.findAll(Button, (node) => node.text === text)[0]!;
  const loading = (text: string) => page.findAll(LoadingButton, (node) => node.text === text)[0]!;
  const amount = () => page.find(NumberInput, { name: `${accept}.amount` });
  const setAmount = (value: number) => enter(amount(), 'onChange', value);
  const posts = () => page.requests.filter(({ body }) => body !== undefined);
  /** Publishes, and reads what was sent as the backend reads it. */
  const publish = async (): Promise<Agreement> => {
    const before = posts().length;
    loading(shared.publish).trigger('onClick');
    const yes = page.findAll(Button, (node) => node.text === questions.publishYes)[0];
    (yes ?? button(questions.publishUnseen)).trigger('onClick');
    await page.waitFor(() => expect(posts()).toHaveLength(before + 1));
    return agreementSchema.parse(posts().at(-1)!.body!.agreement);
  };
  return { ...page, told, button, loading, amount, setAmount, posts, publish };
}

describe('the settings page', () => {
  it('asks for the agreement when it is opened, and keeps the draft of the model meanwhile', async () => {
    const page = renderPlace('settings', <SettingsPage />, {
      answer: ({ path }) => ok(path.endsWith('model') ? settingsSample('en') : agreementSample('en')),
    });
    await page.waitFor(() => page.find(StatusTag));
    expect(page.requests.map(({ path }) => path)).toEqual(['/api/settings/model']);
    enter(page.find(Input, { name: 'stages[0].names.en' }), 'onChange', 'Far away');
    page.find(Tabs).trigger('onSelectedChange', 'agreement' as never);
    await page.waitFor(() => page.findByTestId(Table, 'responsibility'));
    expect(page.requests.map(({ path }) => path)).toEqual(['/api/settings/model', '/api/settings/agreement']);
    expect(page.find(Input, { name: 'stages[0].names.en' }).props.value).toBe('Far away');
  });

  it('asks for the agreement again when somebody comes back to it: the model may have other stages', async () => {
    const model = preset('client-lifecycle');
    const others = model.stages.map(({ id, names }) => ({ id, names, leads: ['service' as const] }));
    const answers = { stages: agreementSample('en').stages };
    const page = renderPlace('settings', <SettingsPage />, {
      answer: ({ path }) => ok(path.endsWith('model') ? settingsSample('en') : agreementSample('en', answers)),
    });
    const choose = (area: string) => page.findAll(Tabs)[0]?.trigger('onSelectedChange', area as never);
    await page.waitFor(() => page.find(StatusTag));
    choose('agreement');
    await page.waitFor(() => page.find(NumberInput, { name: `${accept}.amount` }));
    enter(page.find(NumberInput, { name: `${accept}.amount` }), 'onChange', 2);
    answers.stages = others;
    choose('model');
    choose('agreement');
    await page.waitFor(() => expect(page.shown()).toContain(`⚠ ${texts.unknownStage}`));
    expect(page.find(NumberInput, { name: `${accept}.amount` }).props.value).toBe(2);
  });
});

describe.each(languages)('the agreement in %s', (language) => {
  const own = agreementTextsByLanguage[language];

  it('says what is in force, since when and by whom, with every stage, team and reason', async () => {
    const sample = agreementSample(language);
    const page = await open({ '': () => ok(sample) }, language);
    const shown = page.shown();
    const reasons = sample.agreement!.returnReasons.map(({ name }) => name[language]);
    for (const text of [sample.agreement!.names[language], 'Ada Beispiel', ...Object.values(own.tabs), ...reasons]) {
      expect(shown).toContain(text);
    }
    for (const { names } of sample.stages) expect(shown).toContain(names[language]);
    const saturday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(0 + 2 * 86_400_000);
    expect(page.find(Input, { name: 'teams.sales.calendar.week.sat' }).props.label).toBe(saturday);
  });

  it('says that nothing is agreed yet, and what to do', async () => {
    const none = agreementSample(language, { version: 0, agreement: null, versions: [] });
    const page = await open({ '': () => ok(none) }, language);
    expect(page.find(Alert).props.title).toBe(own.noneTitle);
  });

  it('says that no answer came', async () => {
    const answer = () => Promise.reject(new Error('unreachable'));
    const page = renderPlace('settings', <AgreementArea isShown />, { language, answer });
    await page.waitFor(() => expect(page.find(ErrorState).props.title).toBe(pageTextsByLanguage[language].failedTitle));
  });

  it('may be looked at, and not changed, by who may not publish', async () => {
    const page = await open({ '': () => ok(agreementSample(language, { mayPublish: false })) }, language);
    expect(page.find(Alert).props.title).toBe(settingsTextsByLanguage[language].readOnlyTitle);
    const found = [Input, NumberInput, Select, MultiSelect, Toggle, TextArea].flatMap((component) =>
      page.findAll(component as never),
    );
    const fields = found.map(({ props }) => props as { name?: string; readOnly?: boolean });
    expect(fields.length).toBeGreaterThan(60);
    expect(fields.filter(({ name, readOnly }) => name !== 'agreement-since' && readOnly !== true)).toEqual([]);
    const changing = [own.addStep, own.removeStep, own.addReason, own.addHoliday, own.readHolidays, own.sameHours];
    const buttons = [...page.findAll(Button), ...page.findAll(LoadingButton)].map((node) => node.text);
    expect(buttons.filter((text) => changing.includes(text ?? ''))).toEqual([]);
  });
});

describe('a draft of an agreement', () => {
  it('is published over the version that it began from, for the visits that were chosen', async () => {
    const page = await open(published);
    expect(page.loading(shared.publish).props.disabled).toBe(true);
    page.setAmount(2);
    expect(page.find(StatusTag).text).toBe('Changed since version 2, not published');
    enter(page.findAll(Select, { name: 'applies-to' })[0], 'onChange', 'open-visits');
    const sent = await page.publish();
    expect(sent.stages.convert?.targets.acceptWithin?.within).toEqual({ businessHours: 2 });
    expect(page.posts()[0]?.body).toMatchObject({ expectedVersion: 2, appliesTo: 'open-visits', language: 'en' });
    await page.waitFor(() => expect(page.actions.addAlert.calls).toHaveLength(1));
    expect(page.requests.at(-1)?.path).toBe('/api/settings/agreement');
  });

  it('shows at its fields what keeps it from being published, and keeps what was entered', async () => {
    const problems = [
      { severity: 'error', code: 'form', path: `${accept}.within`, message: 'give exactly one' },
      { severity: 'error', code: 'step-without-person', path: `${accept}.steps[1]`, message: 'name somebody' },
      { severity: 'warning', code: 'lead-differs', path: 'stages.convert.lead', message: 'the model differs' },
      { severity: 'warning', code: 'stage-not-agreed', path: 'stages.attract', message: 'add it' },
      { severity: 'error', code: 'form', path: `${monday}[0][1]`, message: 'write a time' },
    ];
    const page = await open({ '/publish': () => refused('agreement-invalid', { problems }) });
    page.setAmount(700);
    await page.publish();
    await page.waitFor(() => expect(page.findAll(Alert)).toHaveLength(2));
    expect(page.amount().props).toMatchObject({ value: 700, error: true, validationMessage: 'give exactly one' });
    expect(page.find(NumberInput, { name: `${accept}.steps[1].atPercent` }).props.error).toBe(true);
    expect(page.find(NumberInput, { name: `${accept}.steps[0].atPercent` }).props.error).toBeUndefined();
    expect(page.find(Select, { name: 'stages.convert.lead' }).props).toMatchObject({
      ...{ error: false, validationMessage: 'the model differs' },
    });
    expect(page.find(Input, { name: monday }).props.validationMessage).toBe('write a time');
    expect(page.shown()).toContain('Teams and calendars › Sales › Monday: write a time');
    expect(page.shown()).toContain('Stages and targets › Convert › Accept within: give exactly one');
    const marked = page.findAll(Tab).map(({ props }) => props.title?.startsWith('⚠'));
    expect(marked).toEqual([true, true, false, false, false, false]);
  });

  it('is not published over what somebody else has published: who and when is told, and nothing is lost', async () => {
    const page = await open({ '/publish': () => refused('agreement-changed') });
    const sample = agreementSample('en');
    const theirs = { ...sample.versions[0], version: 3, publisher: 'Otto Muster' };
    page.told[''] = () => ok({ ...sample, version: 3, versions: [theirs, ...sample.versions] });
    page.setAmount(2);
    await page.publish();
    await page.waitFor(() => expect(page.find(Alert).props.title).toBe(shared.overtakenTitle));
    expect(page.shown()).toContain('Otto Muster published version 3 on Nov 20, 2026, 4:00 PM.');
    expect(page.amount().props.value).toBe(2);
    expect(page.loading(shared.publish).props.disabled).toBe(true);
    page.told['/publish'] = () => ok({ version: 4, isNew: true });
    page.button(shared.keepMine).trigger('onClick');
    await page.publish();
    expect(page.posts()[1]?.body).toMatchObject({ expectedVersion: 3 });
  });

  it.each([
    ['no answer', () => Promise.reject(new Error('gone')), shared.unansweredTitle],
    ['that HubSpot is busy', () => 429, pageTextsByLanguage.en.busyTitle],
    ['that the user may not', () => refused('not-allowed'), shared.notAllowed],
  ])('is kept after %s', async (_name, answer, title) => {
    const page = await open({ '/publish': answer });
    page.setAmount(2);
    await page.publish();
    await page.waitFor(() => expect(page.find(Alert).props.title).toBe(title));
    expect(page.amount().props.value).toBe(2);
    expect(page.loading(shared.publish).props.disabled).toBe(false);
  });

  it('begins with a preset, and can be dropped', async () => {
    const agreement = presetAgreement('buying-cycle', 'Europe/Berlin');
    const page = await open({ '/presets/buying-cycle': () => ok({ name: 'buying-cycle', label: 'x', agreement }) });
    enter(page.find(Select, { name: 'agreement-preset' }), 'onChange', 'buying-cycle');
    page.button(texts.takePreset).trigger('onClick');
    await page.waitFor(() => expect(page.find(StatusTag).text).toContain('Changed since version 2'));
    // Its stages are not those of the model in force.
    expect(page.shown()).toContain(`⚠ ${texts.unknownStage}`);
    page.button(shared.drop).trigger('onClick');
    page.button(questions.dropYes).trigger('onClick');
    expect(page.find(StatusTag).text).toBe(shared.unchanged);
    expect(page.shown()).not.toContain(texts.unknownStage);
  });
});

describe('before an agreement is published', () => {
  const ask = (page: Awaited<ReturnType<typeof open>>) => page.loading(shared.publish).trigger('onClick');

  it('is asked whether somebody looks first, where nobody has', async () => {
    const page = await open(published);
    page.setAmount(4);
    ask(page);
    expect(page.shown()).toContain(questions.agreementUnseen);
    expect(page.posts()).toEqual([]);
    page.button(shared.preview).trigger('onClick');
    await page.waitFor(() => expect(page.posts()).toHaveLength(1));
    expect(page.requests.at(-1)?.path).toBe('/api/settings/agreement/preview');
  });

  it('is told how many records and breaches would change, by a preview of this very draft alone', async () => {
    const page = await open({
      ...published,
      '/preview': () => ok({ ...breachesSample(), isPartial: true, records: 1500, total: 6000 }),
    });
    page.setAmount(4);
    page.loading(shared.preview).trigger('onClick');
    await page.waitFor(() => page.findByTestId(Table, 'breaches'));
    ask(page);
    const { groups } = breachesSample();
    const sum = (kind: 'appear' | 'vanish') => groups.reduce((total, group) => total + group[kind], 0);
    expect(page.shown()).toContain(
      `Records whose breaches would change: 2 of 1,500. Breaches that appear: ${sum('appear')}; that vanish: ${sum('vanish')}.`,
    );
    expect(page.shown()).toContain('Looked at in time: 1,500 of 6,000.');
    page.setAmount(5);
    expect(page.shown()).toContain(questions.agreementUnseen);
  });

  it('is asked whether unpublished changes are to be lost', async () => {
    const agreement = presetAgreement('client-lifecycle', 'Europe/Berlin');
    const page = await open({ '/versions/1': () => ok({ ...agreementSample('en').versions[1], agreement }) });
    page.setAmount(4);
    for (const text of ['Open 1 as a draft', texts.takePreset, shared.takeFile, shared.drop]) {
      page.button(text).trigger('onClick');
      expect(page.shown()).toContain(questions.drop);
      page.button(questions.keep).trigger('onClick');
      expect(page.shown()).not.toContain(questions.drop);
    }
    expect(page.requests).toHaveLength(1);
    expect(page.amount().props.value).toBe(4);
  });
});

describe('who leads', () => {
  it('is chosen by stage, and does not help beside it', async () => {
    const page = await open(published);
    enter(page.find(Select, { name: 'stages.convert.lead' }), 'onChange', 'marketing');
    enter(page.find(Select, { name: 'stages.expand.lead' }), 'onChange', 'model');
    enter(page.find(Select, { name: 'stages.attract.lead' }), 'onChange', 'nothing');
    enter(page.find(MultiSelect, { name: 'stages.capture.contributors' }), 'onChange', ['service']);
    const { stages } = await page.publish();
    expect(stages.convert).toMatchObject({ lead: 'marketing', contributors: [] });
    expect(stages.expand).not.toHaveProperty('lead');
    expect(Object.keys(stages)).toEqual(['capture', 'nurture', 'convert', 'expand']);
    expect(stages.capture).toMatchObject({ lead: 'marketing', contributors: ['service'] });
  });
});

describe.each(languages)('the tables of an agreement in %s', (language) => {
  it('can be copied as CSV, each with all of its rows', async () => {
    const own = agreementTextsByLanguage[language];
    const { teams } = settingsTextsByLanguage[language];
    const holidays = Array.from({ length: 30 }, (_, day) => ({
      ...{ date: new Date(Date.UTC(2026, 10, 1 + day)).toISOString().slice(0, 10), name: `Fest ${day}` },
      ...(day === 1 && { off: true as const }),
    }));
    const agreement = presetAgreement('lead-funnel', 'Europe/Berlin');
    agreement.teams.sales!.calendar.holidays = holidays;
    const page = await open({ '': () => ok(agreementSample(language, { agreement })) }, language);
    const buttons = page.findAll(Button, ({ text }) => text === pageTextsByLanguage[language].copyCsv);
    for (const one of buttons) one.trigger('onClick');
    await page.waitFor(() => expect(page.copied).toHaveBeenCalledTimes(buttons.length));
    const tables = page.copied.mock.calls.map(([text]) => text.trim().split('\r\n'));
    const [responsibility] = tables.filter(([header]) => header?.startsWith(`${own.stage},${own.lead},`));
    expect(responsibility).toHaveLength(1 + preset('lead-funnel').stages.length);
    const convert = preset('lead-funnel').stages.find(({ id }) => id === 'convert')!.names[language];
    expect(responsibility!.find((row) => row.startsWith(`${convert},`))).toContain(`${convert},${teams.sales},`);
    const [days] = tables.filter(([header]) => header === [own.date, own.holidayName, own.counts].join(','));
    expect(days).toHaveLength(31);
    expect(days!.slice(1, 3)).toEqual([`2026-11-01,Fest 0,${own.free}`, `2026-11-02,Fest 1,${own.worked}`]);
  });
});

describe('a target', () => {
  it('is a number and what it counts, and never a bare day', async () => {
    const page = await open(published);
    const unit = page.find(Select, { name: `${accept}.unit` });
    expect(unit.props.options?.map(({ value }) => value)).toEqual([
      ...['businessMinutes', 'businessHours', 'endOfBusinessDay'],
    ]);
    enter(unit, 'onChange', 'endOfBusinessDay');
    expect(page.shown()).toContain(texts.dayNote);
    page.setAmount(Number.NaN);
    expect(page.amount().props).toMatchObject({ error: true, validationMessage: texts.amountWrong });
    page.setAmount(2);
    const { stages } = await page.publish();
    expect(stages.convert?.targets.acceptWithin?.within).toEqual({ endOfBusinessDay: 2 });
  });

  it('that is switched off comes back as it was', async () => {
    const page = await open(published);
    const toggle = () => page.find(Toggle, { name: `${accept}.on` });
    enter(toggle(), 'onChange', false);
    expect(page.findAll(NumberInput, { name: `${accept}.amount` })).toEqual([]);
    enter(toggle(), 'onChange', true);
    expect(page.amount().props.value).toBe(4);
    const { stages } = await page.publish();
    const before = presetAgreement('lead-funnel', 'Europe/Berlin').stages.convert;
    expect(stages.convert?.targets).toEqual(before?.targets);
  });

  it('has steps at a share of its time, for whom they are', async () => {
    const page = await open(published);
    enter(page.find(NumberInput, { name: `${accept}.steps[0].atPercent` }), 'onChange', 50);
    enter(page.find(Select, { name: `${accept}.steps[0].do` }), 'onChange', 'task');
    enter(page.find(Select, { name: `${accept}.steps[0].who` }), 'onChange', 'team-lead');
    page.findAll(Button, (node) => node.text === texts.addStep)[2]!.trigger('onClick');
    const { stages } = await page.publish();
    expect(stages.convert?.targets.acceptWithin?.steps).toEqual([
      { atPercent: 50, do: 'task', who: 'team-lead' },
      { atPercent: 100, do: 'task', who: 'owner' },
      { atPercent: 150, do: 'task', who: 'team-lead' },
    ]);
  });

  it('stands still under a condition by form', async () => {
    const page = await open(published);
    enter(page.find(Toggle, { name: 'stages.capture.pauseWhen.on' }), 'onChange', true);
    enter(page.find(Input, { name: 'stages.capture.pauseWhen.values' }), 'onChange', 'BAD_TIMING, UNQUALIFIED');
    enter(page.find(Toggle, { name: 'stages.convert.pauseWhen.on' }), 'onChange', false);
    const { stages } = await page.publish();
    expect(stages.capture?.pauseWhen).toEqual({ property: 'hs_lead_status', in: ['BAD_TIMING', 'UNQUALIFIED'] });
    expect(stages.convert).not.toHaveProperty('pauseWhen');
  });
});

describe('a team', () => {
  it('has hours by weekday, in several intervals, and its people', async () => {
    const page = await open(published);
    enter(page.find(Input, { name: monday }), 'onChange', '8-12.30, 13:30 – 24:00');
    expect(page.find(Input, { name: monday }).props.value).toBe('08:00–12:30, 13:30–24:00');
    enter(page.find(Select, { name: 'teams.sales.calendar.zone' }), 'onChange', 'Asia/Seoul');
    enter(page.find(Select, { name: 'teams.sales.leadPerson' }), 'onChange', '501');
    enter(page.find(MultiSelect, { name: 'teams.sales.members' }), 'onChange', ['501', '502']);
    page.findAll(Button, (node) => node.text === texts.sameHours)[1]!.trigger('onClick');
    const { sales } = (await page.publish()).teams;
    expect(sales).toMatchObject({ leadPerson: '501', members: ['501', '502'], calendar: { zone: 'Asia/Seoul' } });
    const hours = [
      ['08:00', '12:30'],
      ['13:30', '24:00'],
    ];
    expect(sales?.calendar.week).toMatchObject({ mon: hours, tue: hours, fri: hours, sat: [] });
    const people = page.find(Select, { name: 'teams.sales.leadPerson' }).props.options?.map(({ label }) => label);
    expect(people).toEqual([texts.nobody, 'Ada Beispiel', 'Otto Muster']);
  });

  it('shows hours that are none at their field, and keeps them', async () => {
    const page = await open();
    for (const text of ['25:00–26:00', 'morning', '12:00–09:00', '09:00–12:00, 11:00–13:00']) {
      enter(page.find(Input, { name: monday }), 'onChange', text);
      expect(page.find(Input, { name: monday }).props, text).toMatchObject({
        ...{ value: text, error: true, validationMessage: texts.hoursWrong },
      });
    }
  });

  it('names who has left, and who is not known', async () => {
    const sample = agreementSample('en');
    sample.agreement!.teams.sales!.members = ['503', '999'];
    const page = await open({ '': () => ok(sample) });
    const { options } = page.find(MultiSelect, { name: 'teams.sales.members' }).props;
    expect(options?.map(({ label }) => label)).toEqual([
      ...['Ada Beispiel', 'Otto Muster', 'Ida Gegangen (has left)', '#999'],
    ]);
  });

  it('that is taken out comes back as it was; a new one begins in the portal’s zone', async () => {
    const sample = agreementSample('en');
    delete sample.agreement!.teams.service;
    const page = await open({ '': () => ok(sample), ...published });
    enter(page.find(Toggle, { name: 'teams.sales.on' }), 'onChange', false);
    expect(page.shown()).toContain('Without a calendar, Sales can’t lead');
    enter(page.find(Toggle, { name: 'teams.sales.on' }), 'onChange', true);
    enter(page.find(Toggle, { name: 'teams.service.on' }), 'onChange', true);
    const { teams } = await page.publish();
    expect(teams.sales).toEqual(sample.agreement!.teams.sales);
    expect(teams.service?.calendar).toMatchObject({
      zone: 'Europe/Berlin',
      week: { mon: [['09:00', '17:00']], sun: [] },
    });
  });
});

describe('holidays', () => {
  const add = (page: Awaited<ReturnType<typeof open>>, date: string, name: string) => {
    enter(page.find(Input, { name: 'teams.sales.new-holiday.date' }), 'onInput', date);
    enter(page.find(Input, { name: 'teams.sales.new-holiday.name' }), 'onInput', name);
    page.findAll(Button, (node) => node.text === texts.addHoliday)[1]!.trigger('onClick');
  };

  it('are added by hand, switched off, given to the other teams, and removed', async () => {
    const page = await open(published);
    add(page, '2026-12-26', 'Second day');
    add(page, '2026-12-25', 'First day');
    enter(page.find(Toggle, { name: 'holiday-sales-2026-12-26' }), 'onChange', false);
    page.button(texts.shareHolidays).trigger('onClick');
    page.button('Remove “First day”').trigger('onClick');
    const { teams } = await page.publish();
    const both = [
      { date: '2026-12-25', name: 'First day' },
      { date: '2026-12-26', name: 'Second day', off: true },
    ];
    // The first button of that name is marketing's.
    expect(teams.marketing?.calendar.holidays).toEqual(both.slice(1));
    expect(teams.sales?.calendar.holidays).toEqual(both);
    expect(teams.service?.calendar.holidays).toEqual(both);
  });

  it('must be days that exist, once each; what was entered stays', async () => {
    const page = await open();
    const date = () => page.find(Input, { name: 'teams.sales.new-holiday.date' }).props;
    add(page, '2026-02-30', 'None');
    expect(date()).toMatchObject({ value: '2026-02-30', error: true, validationMessage: texts.dateWrong });
    add(page, '2026-12-25', 'First day');
    expect(date().error).toBeUndefined();
    add(page, '2026-12-25', 'Again');
    expect(date()).toMatchObject({ value: '2026-12-25', error: true, validationMessage: texts.dateTaken });
  });

  it('are read from a calendar’s text: what is there stays, and what is none is told', async () => {
    const holidays = [
      { date: '2026-10-03', name: 'Harvest day' },
      { date: '2026-12-25', name: 'Something else' },
    ];
    const skipped = [{ name: 'Long lunch', reason: 'not-all-day' }];
    const page = await open({ '/holidays': () => ok({ holidays, skipped }), ...published });
    add(page, '2026-12-25', 'First day');
    enter(page.find(TextArea, { name: 'calendar-file-sales' }), 'onInput', 'BEGIN:VCALENDAR');
    page.findAll(LoadingButton, (node) => node.text === texts.readHolidays)[1]!.trigger('onClick');
    await page.waitFor(() => expect(page.find(Alert).props.title).toBe('1 holiday was added.'));
    expect(page.shown()).toContain('Long lunch (not whole days');
    expect(page.posts()[0]?.body).toEqual({ calendar: 'BEGIN:VCALENDAR' });
    const { sales } = (await page.publish()).teams;
    expect(sales?.calendar.holidays).toEqual([holidays[0], { date: '2026-12-25', name: 'First day' }]);
  });
});

describe('touches and handoffs', () => {
  it('are chosen; reasons to give back come and go', async () => {
    const page = await open(published);
    enter(page.find(MultiSelect, { name: 'records' }), 'onChange', ['contact', 'deal']);
    enter(page.find(MultiSelect, { name: 'touches.kinds' }), 'onChange', []);
    expect(page.find(MultiSelect, { name: 'touches.kinds' }).props).toMatchObject({
      ...{ error: true, validationMessage: texts.chooseOne },
    });
    enter(page.find(MultiSelect, { name: 'touches.kinds' }), 'onChange', ['call', 'logged']);
    enter(page.find(Select, { name: 'touches.direction' }), 'onChange', 'any');
    enter(page.find(Select, { name: 'touches.by' }), 'onChange', 'owner');
    enter(page.find(Select, { name: 'accept' }), 'onChange', 'button');
    enter(page.find(Input, { name: 'new-reason' }), 'onInput', 'Zu früh');
    page.button(texts.addReason).trigger('onClick');
    enter(
      page.findAll(Input).find(({ props }) => props.name === 'returnReasons[6].name.en'),
      'onChange',
      'Too early',
    );
    page.button('Remove “Not ready to talk yet”').trigger('onClick');
    const sent = await page.publish();
    expect(sent).toMatchObject({ records: ['contact', 'deal'], accept: 'button' });
    expect(sent.touches).toEqual({ kinds: ['call', 'logged'], by: 'owner' });
    expect(sent.returnReasons).toHaveLength(6);
    expect(sent.returnReasons.at(-1)).toMatchObject({ id: 'zu-fruh', name: { en: 'Too early', de: 'Zu früh' } });
  });
});

describe('the preview of an agreement', () => {
  it('shows which breaches appear and vanish, and leads to some of the records', async () => {
    const page = await open();
    page.setAmount(2);
    page.loading(shared.preview).trigger('onClick');
    await page.waitFor(() => page.findByTestId(Table, 'breaches'));
    expect(page.posts()[0]?.body?.since).toBe('90d');
    const shown = page.shown();
    for (const text of ['3 of 9', '4 of 9', '+2', '−1', 'Accept the handoff']) expect(shown).toContain(text);
    await page.waitFor(() =>
      expect(page.findAll(Link).map(({ text, props }) => [text, props.href])).toEqual([
        ['Ida Muster', '/contacts/123/record/0-1/7'],
        ['#8', '/contacts/123/record/0-3/8'],
      ]),
    );
    expect(shown).not.toContain(shared.previewOutdated);
    page.setAmount(3);
    expect(page.shown()).toContain(shared.previewOutdated);
  });

  it('looks at all of the past when it is asked to, and says when not all records were looked at', async () => {
    const page = await open({ '/preview': () => ok(breachesSample({ isPartial: true, records: 20, groups: [] })) });
    enter(page.find(Select, { name: 'agreement-since' }), 'onChange', 'all');
    page.findAll(LoadingButton, (node) => node.text === shared.preview)[1]!.trigger('onClick');
    await page.waitFor(() => expect(page.shown()).toContain(shared.partialTitle));
    expect(page.posts()[0]?.body).not.toHaveProperty('since');
    expect(page.shown()).toContain(texts.noClocks);
  });
});

describe('the file of an agreement', () => {
  it('is the draft, to copy', async () => {
    const page = await open();
    page.button(shared.copyFile).trigger('onClick');
    await page.waitFor(() => expect(page.copied).toHaveBeenCalled());
    expect(JSON.parse(page.copied.mock.calls[0]![0])).toEqual(presetAgreement('lead-funnel', 'Europe/Berlin'));
  });

  it('becomes the draft when it is taken, with what may be left out', async () => {
    const page = await open(published);
    const { id, names, teams } = presetAgreement('lead-funnel', 'Europe/Rome');
    const calendar = { zone: 'Europe/Rome', week: { mon: [['09:00', '17:00']] } };
    const given = { id, names, stages: { attract: { lead: 'sales' } }, teams: { sales: { calendar } } };
    enter(page.find(TextArea, { name: 'file-to-take' }), 'onInput', JSON.stringify(given));
    page.button(shared.takeFile).trigger('onClick');
    expect(page.find(Input, { name: 'teams.sales.calendar.week.tue' }).props.value).toBe('');
    const sent = await page.publish();
    expect(sent).toEqual(agreementSchema.parse(given));
    expect(Object.keys(teams)).toHaveLength(3);
  });

  it.each([
    '',
    'no json',
    '[]',
    '{"names": {}, "stages": [], "teams": {}}',
    '{"names": {}, "stages": {"a": null}, "teams": {}}',
    '{"names": {}, "stages": {"a": {"targets": {"stayWithin": "1 day"}}}, "teams": {}}',
    '{"names": {}, "stages": {}, "teams": {"sales": {}}}',
    '{"names": {}, "stages": {}, "teams": {"sales": {"calendar": {"week": {"mon": "09:00"}}}}}',
    '{"names": {}, "stages": {}, "teams": {}, "returnReasons": [1]}',
  ])('that is none (%j) is refused where it was entered, and changes nothing', async (text) => {
    const page = await open();
    enter(page.find(TextArea, { name: 'file-to-take' }), 'onInput', text);
    page.button(shared.takeFile).trigger('onClick');
    expect(page.find(TextArea, { name: 'file-to-take' }).props).toMatchObject({
      ...{ error: true, validationMessage: texts.fileUnreadable },
    });
    expect(page.find(StatusTag).text).toBe(shared.unchanged);
  });
});

describe('a former version of an agreement', () => {
  it('is put in force again after a question, for the visits that were chosen', async () => {
    const page = await open(published);
    expect(page.shown()).toContain(texts.appliesTos['new-visits']);
    page.button('Roll back to 1').trigger('onClick');
    expect(page.posts()).toEqual([]);
    enter(page.find(Select, { name: 'applies-to' }), 'onChange', 'open-visits');
    page.button(shared.restoreYes).trigger('onClick');
    await page.waitFor(() => expect(page.posts()).toHaveLength(1));
    expect(page.posts()[0]?.body).toMatchObject({
      ...{ agreement: { version: 1 }, appliesTo: 'open-visits', expectedVersion: 2 },
    });
  });

  it('is opened as a draft', async () => {
    const agreement = presetAgreement('client-lifecycle', 'Europe/Berlin');
    const page = await open({ '/versions/1': () => ok({ ...agreementSample('en').versions[1], agreement }) });
    page.button('Open 1 as a draft').trigger('onClick');
    await page.waitFor(() => expect(page.find(StatusTag).text).toContain('Changed since version 2'));
    expect(page.findAll(Accordion)[0]?.props.title).toContain(agreement.names.en);
  });
});
