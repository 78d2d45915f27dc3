import { Alert, Button, Input, LoadingButton, Select, StatusTag, TextArea, Toggle } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { AgreementArea } from '../../../app-extensions/app/settings/agreement/AgreementArea.tsx';
import { SettingsPage } from '../../../app-extensions/app/settings/SettingsPage.tsx';
import { questionTextsByLanguage } from '../../../app-extensions/app/settings/texts/question-texts.ts';
import { agreementTextsByLanguage } from '../../../app-extensions/app/settings/use-agreement-texts.ts';
import { settingsTextsByLanguage } from '../../../app-extensions/app/settings/use-settings-texts.ts';
import { presetAgreement } from '../../../src/agreement/preset-agreements.ts';
import { preset } from '../../../src/journey/models/presets.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { agreementSample } from './agreement-settings-samples.ts';
import { type Asked, enter, renderPlace } from './render-place.tsx';
import { settingsSample } from './settings-samples.ts';

const ok = (data: unknown) => ({ ok: true, data });
const texts = settingsTextsByLanguage.en;
const agreementTexts = agreementTextsByLanguage.en;
const questions = questionTextsByLanguage.en;
const isNew = ok({ version: 3, isNew: true });

type Area = { path: string; content: JSX.Element; first: object; field: string };
const modelArea: Area = {
  path: '/api/settings/model',
  content: <SettingsPage />,
  first: settingsSample('en'),
  field: 'stages[0].names.en',
};
const agreementArea: Area = {
  path: '/api/settings/agreement',
  content: <AgreementArea isShown />,
  first: agreementSample('en'),
  field: 'names.en',
};

/** An area of the settings whose backend answers when it is told to. */
async function open({ path, content, first, field }: Area, language = 'en') {
  const told: Record<string, (asked: Asked) => unknown> = { '': () => ok(first) };
  const page = renderPlace('settings', content, {
    language,
    answer: (asked) => told[asked.path.replace(path, '')]?.(asked),
  });
  await page.waitFor(() => page.find(StatusTag));
  const buttons = () => [...page.findAll(LoadingButton), ...page.findAll(Button)];
  const press = (text: string) =>
    buttons()
      .find((node) => node.text === text)!
      .trigger('onClick');
  const rename = (name: string) => enter(page.find(Input, { name: field }), 'onChange', name);
  const name = () => page.find(Input, { name: field }).props.value;
  const draft = () => JSON.parse(page.find(TextArea, { name: 'draft-file' }).props.value as string);
  const state = () => page.find(StatusTag).text;
  const titles = () => page.findAll(Alert).map(({ props }) => props.title);
  /** Lets the backend answer to a path later. */
  const later = (to: string) => {
    let answer: (told: unknown) => void = () => undefined;
    told[to] = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    return (answered: unknown) => answer(answered);
  };
  const publish = () => {
    press(texts.publish);
    press(questions.publishUnseen);
  };
  /** Publishes; what is in force is told by the reload as `reloaded` says. */
  const published = async (reloaded: () => unknown, answer: unknown = isNew) => {
    const before = page.actions.addAlert.calls.length;
    told['/publish'] = () => answer;
    told[''] = reloaded;
    publish();
    await page.waitFor(() => expect(page.actions.addAlert.calls).toHaveLength(before + 1));
  };
  const sent = () => page.requests.filter((asked) => asked.path === `${path}/publish`).map(({ body }) => body!);
  return { ...page, told, press, rename, name, draft, state, titles, later, publish, published, sent };
}

const never = () => new Promise(() => undefined);
const gone = () => Promise.reject(new Error('gone'));

describe.each([
  { ...modelArea, area: 'the model', own: 'model' },
  { ...agreementArea, area: 'the agreement', own: 'agreement' },
])('a draft of $area', ({ own, ...area }) => {
  const other = own === 'model' ? preset('buying-cycle') : presetAgreement('buying-cycle', 'Europe/Berlin');

  it('keeps what is changed in it while it is published, as a change of what is in force then', async () => {
    const page = await open(area);
    page.rename('Far away');
    const answer = page.later('/publish');
    page.publish();
    page.rename('Further away');
    page.told[''] = () => ok({ ...area.first, [own]: page.sent()[0]![own], version: 3 });
    answer(isNew);
    await page.waitFor(() => expect(page.state()).toBe('Changed since version 3, not published'));
    expect(page.name()).toBe('Further away');
    await page.waitFor(() => expect(page.requests.at(-1)?.path).toBe(area.path));
    await page.published(never, ok({ version: 4, isNew: true }));
    expect(page.sent().map(({ expectedVersion }) => expectedVersion)).toEqual([2, 3]);
    expect(JSON.stringify(page.sent()[1])).toContain('"Further away"');
    expect(page.state()).toBe(texts.unchanged);
  });

  it('is unchanged when it is changed back to what was published', async () => {
    const page = await open(area);
    page.rename('Far away');
    const answer = page.later('/publish');
    page.publish();
    page.rename('Further away');
    page.rename('Far away');
    answer(isNew);
    await page.waitFor(() => expect(page.state()).toBe(texts.unchanged));
  });

  it('is what was published when it was dropped meanwhile', async () => {
    const page = await open(area);
    page.rename('Far away');
    page.press(texts.drop);
    const answer = page.later('/publish');
    page.publish();
    page.press(questions.dropYes);
    page.told[''] = never;
    answer(isNew);
    await page.waitFor(() => expect(page.name()).toBe('Far away'));
    expect(page.state()).toBe(texts.unchanged);
  });

  it.each([
    ['has not answered yet', never],
    ['does not answer', gone],
    ['tells the version before', () => ok(area.first)],
  ])('is not overtaken by the version before its own when the reload %s', async (_name, reloaded) => {
    const page = await open(area);
    page.rename('Far away');
    await page.published(reloaded);
    await page.waitFor(() => expect(page.requests.at(-1)?.path).toBe(area.path));
    page.rename('Further away');
    expect(page.titles()).not.toContain(texts.overtakenTitle);
    expect(page.state()).toBe('Changed since version 3, not published');
    page.press(texts.drop);
    page.press(questions.dropYes);
    expect(page.name()).toBe('Far away');
    expect(page.state()).toBe(texts.unchanged);
    page.rename('Back again');
    await page.published(never, ok({ version: 4, isNew: true }));
    expect(page.sent()[1]).toMatchObject({ expectedVersion: 3 });
  });

  it('gives way, while nobody edits it, to what somebody else has published over its own', async () => {
    const page = await open(area);
    const before = page.name();
    page.rename('Far away');
    await page.published(() => ok({ ...area.first, version: 4 }));
    await page.waitFor(() => expect(page.name()).toBe(before));
    page.rename('Further away');
    expect(page.state()).toBe('Changed since version 4, not published');
    expect(page.titles()).not.toContain(texts.overtakenTitle);
  });

  it.each([
    ['an unchanged draft', false],
    ['a draft whose changes may be lost', true],
  ])('is asked for again when it is edited while something else is awaited: %s', async (_name, isChanged) => {
    const page = await open(area);
    if (isChanged) page.rename('Far away');
    const answer = page.later('/versions/1');
    page.press('Open 1 as a draft');
    if (isChanged) page.press(questions.dropYes);
    page.rename('Further away');
    answer(ok({ version: 1, [own]: other }));
    await page.waitFor(() => expect(page.titles()).toContain(questions.arrived));
    expect(page.name()).toBe('Further away');
    page.press(questions.keep);
    expect(page.titles()).not.toContain(questions.arrived);
    expect(page.name()).toBe('Further away');

    page.press('Open 1 as a draft');
    page.press(questions.dropYes);
    page.rename('Furthest away');
    answer(ok({ version: 1, [own]: other }));
    await page.waitFor(() => expect(page.titles()).toContain(questions.arrived));
    page.press(questions.dropYes);
    expect(page.draft().names).toEqual(other.names);
    expect(page.titles()).not.toContain(questions.arrived);
  });

  it('gives way to a preset at once when it was not edited since the press', async () => {
    const page = await open(area);
    enter(page.find(Select, { name: own === 'model' ? 'preset' : 'agreement-preset' }), 'onChange', 'buying-cycle');
    page.rename('Far away');
    const take = own === 'model' ? texts.takePreset : agreementTexts.takePreset;
    const answer = page.later('/presets/buying-cycle');
    page.press(take);
    page.press(questions.dropYes);
    answer(ok({ name: 'buying-cycle', label: 'x', [own]: other }));
    await page.waitFor(() => expect(page.draft().names).toEqual(other.names));

    page.press(take);
    page.press(questions.dropYes);
    page.rename('Further away');
    answer(ok({ name: 'buying-cycle', label: 'x', [own]: other }));
    await page.waitFor(() => expect(page.titles()).toContain(questions.arrived));
    // What is no longer there can't be lost.
    page.told[''] = never;
    page.press(texts.drop);
    page
      .findAll(Button, ({ text }) => text === questions.dropYes)
      .at(-1)!
      .trigger('onClick');
    await page.waitFor(() => expect(page.titles()).not.toContain(questions.arrived));
  });

  it.each(languages)('says in %s that something has come which would take its place', async (language) => {
    const page = await open(area, language);
    const answer = page.later('/versions/1');
    page.press(settingsTextsByLanguage[language].lookAt.replace('{version}', '1'));
    page.rename('Far away');
    answer(ok({ version: 1, [own]: other }));
    const asked = questionTextsByLanguage[language];
    await page.waitFor(() => expect(page.titles()).toContain(asked.arrived));
    for (const text of [asked.drop, asked.dropYes, asked.keep]) expect(page.shown()).toContain(text);
  });
});

describe('a rule that is switched off', () => {
  const rules = (page: Awaited<ReturnType<typeof open>>) =>
    page.findAll(Toggle).filter(({ props }) => props.name?.startsWith('rule-attract'));
  const shown = (page: Awaited<ReturnType<typeof open>>) =>
    rules(page).map(({ props }) => [props.label, props.checked]);
  const off = [
    ['created', true],
    ['lifecycle', false],
  ];

  it('can be switched on again after it was published without it, until the page is closed', async () => {
    const page = await open(modelArea);
    enter(rules(page)[0], 'onChange', false);
    await page.published(() => ok({ ...modelArea.first, model: page.sent()[0]!.model, version: 3 }));
    await page.waitFor(() => expect(page.shown()).toContain('version 3'));
    expect(page.draft().stages[0].enter).toHaveLength(1);
    expect(shown(page)).toEqual(off);
    page.rename('Far away');
    page.press(texts.drop);
    page.press(questions.dropYes);
    expect(shown(page)).toEqual(off);
    expect(page.state()).toBe(texts.unchanged);
    enter(rules(page)[1], 'onChange', true);
    expect(page.draft().stages[0].enter).toEqual(preset('lead-funnel').stages[0]!.enter);
    expect(page.state()).toBe('Changed since version 3, not published');
  });
});

describe('holidays from a calendar', () => {
  it('come to what was entered while they were read', async () => {
    const page = await open(agreementArea);
    const answer = page.later('/holidays');
    enter(page.find(TextArea, { name: 'calendar-file-sales' }), 'onInput', 'BEGIN:VCALENDAR');
    page.findAll(LoadingButton, ({ text }) => text === agreementTexts.readHolidays)[1]!.trigger('onClick');
    page.rename('Far away');
    enter(page.find(Input, { name: 'teams.sales.new-holiday.date' }), 'onInput', '2026-12-25');
    enter(page.find(Input, { name: 'teams.sales.new-holiday.name' }), 'onInput', 'By hand');
    page.findAll(Button, ({ text }) => text === agreementTexts.addHoliday)[1]!.trigger('onClick');
    const holidays = [
      { date: '2026-10-03', name: 'Harvest day' },
      { date: '2026-12-25', name: 'From the file' },
    ];
    answer(ok({ holidays, skipped: [] }));
    await page.waitFor(() => expect(page.titles()).toContain('1 holiday was added.'));
    expect(page.name()).toBe('Far away');
    expect(page.draft().teams.sales.calendar.holidays).toEqual([holidays[0], { date: '2026-12-25', name: 'By hand' }]);
  });

  it('that are all there already leave the draft unchanged', async () => {
    const page = await open(agreementArea);
    page.told['/holidays'] = () => ok({ holidays: [], skipped: [] });
    enter(page.find(TextArea, { name: 'calendar-file-sales' }), 'onInput', 'BEGIN:VCALENDAR');
    page.findAll(LoadingButton, ({ text }) => text === agreementTexts.readHolidays)[1]!.trigger('onClick');
    await page.waitFor(() => expect(page.titles()).toContain(agreementTexts.noHolidaysFound));
    expect(page.state()).toBe(texts.unchanged);
  });
});
