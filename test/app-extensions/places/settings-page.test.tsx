import {
  Accordion,
  Alert,
  Button,
  ErrorState,
  Input,
  Link,
  LoadingButton,
  LoadingSpinner,
  MultiSelect,
  Select,
  StatusTag,
  Table,
  TextArea,
  Toggle,
} from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import { SettingsPage } from '../../../app-extensions/app/settings/SettingsPage.tsx';
import { questionTextsByLanguage } from '../../../app-extensions/app/settings/texts/question-texts.ts';
import { refusalTextsByLanguage } from '../../../app-extensions/app/settings/texts/refusal-texts.ts';
import { settingsTextsByLanguage } from '../../../app-extensions/app/settings/use-settings-texts.ts';
import { preset } from '../../../src/journey/models/presets.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { type Asked, enter, renderPlace } from './render-place.tsx';
import { previewSample, settingsSample } from './settings-samples.ts';

const ok = (data: unknown) => ({ ok: true, data });
const refused = (code: string, more: object = {}) => ({
  ok: false,
  error: { code, message: `because ${code}`, ...more },
});
const texts = settingsTextsByLanguage.en;
const questions = questionTextsByLanguage.en;
const first = 'stages[0]';

/** The settings of an account, with what its backend answers to each path. */
async function open(answers: Record<string, (asked: Asked) => unknown> = {}, language = 'en') {
  const told: Record<string, (asked: Asked) => unknown> = {
    '': () => ok(settingsSample('en')),
    '/preview': () => ok(previewSample()),
    ...answers,
  };
  const page = renderPlace('settings', <SettingsPage />, {
    language,
    names: { 7: { firstname: 'Ida', lastname: 'Muster' } },
    answer: (asked) => told[asked.path.replace('/api/settings/model', '')]?.(asked),
  });
  await page.waitFor(() => page.find(StatusTag));
  const button = (text: string) => page.find(Button, (node) => node.text === text);
  const loading = (text: string) => page.find(LoadingButton, (node) => node.text === text);
  const rename = (name: string) => enter(page.find(Input, { name: `${first}.names.en` }), 'onChange', name);
  /** Publishes what nobody has looked at. */
  const publish = () => {
    loading(texts.publish).trigger('onClick');
    button(questions.publishUnseen).trigger('onClick');
  };
  const posts = () => page.requests.filter(({ body }) => body !== undefined);
  return { ...page, told, button, loading, rename, publish, posts };
}

afterEach(() => {
  vi.useRealTimers();
});

describe.each(languages)('the settings in %s', (language) => {
  const own = settingsTextsByLanguage[language];

  it('say what is in force, since when and by whom, with every stage as a form', async () => {
    const page = await open({ '': () => ok(settingsSample(language)) }, language);
    const model = preset('lead-funnel');
    const shown = page.shown();
    for (const text of [model.names[language], 'Ada Beispiel', own.unchanged, ...Object.values(own.tabs)]) {
      expect(shown).toContain(text);
    }
    for (const { names } of model.stages) expect(shown).toContain(names[language]);
    expect(page.find(Input, { name: `${first}.names.ko` }).props.value).toBe(model.stages[0]!.names.ko);
  });

  it('say that no answer came', async () => {
    const answer = () => Promise.reject(new Error('unreachable'));
    const page = renderPlace('settings', <SettingsPage />, { language, answer });
    expect(page.find(LoadingSpinner).props.label).toBe(pageTextsByLanguage[language].loading);
    await page.waitFor(() => expect(page.find(ErrorState).props.title).toBe(pageTextsByLanguage[language].failedTitle));
  });

  it('may be looked at, and not changed, by who may not publish', async () => {
    const page = await open({ '': () => ok(settingsSample(language, { mayPublish: false })) }, language);
    expect(page.find(Alert).props.title).toBe(own.readOnlyTitle);
    const found = [Input, Select, MultiSelect, Toggle, TextArea].flatMap((component) =>
      page.findAll(component as never),
    );
    const fields = found.map(({ props }) => props as { name?: string; readOnly?: boolean });
    expect(fields.length).toBeGreaterThan(30);
    expect(fields.filter(({ name, readOnly }) => name !== 'since' && readOnly !== true)).toEqual([]);
    for (const text of [own.publish, own.takePreset, own.addStage, own.takeFile]) {
      expect([...page.findAll(Button), ...page.findAll(LoadingButton)].map((node) => node.text)).not.toContain(text);
    }
  });
});

describe('a draft', () => {
  it('is published over the version that it began from, and is in force then', async () => {
    const page = await open({ '/publish': () => ok({ version: 3, isNew: true }) });
    expect(page.loading(texts.publish).props.disabled).toBe(true);
    page.rename('Far away');
    expect(page.find(StatusTag).text).toBe('Changed since version 2, not published');
    page.publish();
    await page.waitFor(() => expect(page.actions.addAlert.calls).toHaveLength(1));
    const [{ body }] = page.posts() as [Asked];
    expect(body).toMatchObject({ expectedVersion: 2 });
    const names = { ...preset('lead-funnel').stages[0]!.names, en: 'Far away' };
    expect((body as { model: { stages: unknown[] } }).model.stages[0]).toMatchObject({ id: 'attract', names });
    await page.waitFor(() => expect(page.requests.at(-1)?.path).toBe('/api/settings/model'));
  });

  it('shows at its fields what keeps it from being published, and keeps what was entered', async () => {
    const problems = [
      { severity: 'error', code: 'form', path: `${first}.names.en`, message: 'give it a shorter name' },
      { severity: 'warning', code: 'rule-shadowed', path: `${first}.enter[1].when`, message: 'an earlier rule holds' },
    ];
    const page = await open({ '/publish': () => refused('model-invalid', { problems }) });
    page.rename('Far away');
    page.publish();
    await page.waitFor(() =>
      expect(page.find(Input, { name: `${first}.names.en` }).props).toMatchObject({
        ...{ value: 'Far away', error: true, validationMessage: 'give it a shorter name' },
      }),
    );
    expect(page.find(Select, { name: `${first}.enter[1].when.kind` }).props).toMatchObject({
      ...{ error: false, validationMessage: 'an earlier rule holds' },
    });
    expect(page.findAll(Accordion)[1]?.props.title).toContain('2 remarks');
    expect(page.findAll(Alert).map(({ props }) => props.title)).toEqual([texts.invalid, texts.errorsTitle]);
  });

  it('is not published over what somebody else has published: who and when is told, and nothing is lost', async () => {
    const theirs = {
      version: 3,
      name: 'buying-cycle',
      publishedAt: '2026-11-21T08:15:00.000Z',
      publishedBy: 'user:6',
      publisher: 'Otto Muster',
    };
    const page = await open({ '/publish': () => refused('model-changed') });
    page.rename('Far away');
    const sample = settingsSample('en');
    page.told[''] = () =>
      ok({ ...sample, version: 3, model: preset('buying-cycle'), versions: [theirs, ...sample.versions] });
    page.publish();
    await page.waitFor(() => expect(page.find(Alert).props.title).toBe(texts.overtakenTitle));
    expect(page.shown()).toContain('Otto Muster published version 3 on Nov 21, 2026, 9:15 AM.');
    expect(page.find(Input, { name: `${first}.names.en` }).props.value).toBe('Far away');
    expect(page.loading(texts.publish).props.disabled).toBe(true);

    page.told['/publish'] = () => ok({ version: 4, isNew: true });
    page.button(texts.keepMine).trigger('onClick');
    page.publish();
    await page.waitFor(() => expect(page.posts()).toHaveLength(2));
    expect(page.posts()[1]?.body).toMatchObject({ expectedVersion: 3, model: { name: 'lead-funnel' } });
  });

  it('gives way to what somebody else has published when it is told to', async () => {
    const page = await open({ '/publish': () => refused('model-changed') });
    page.rename('Far away');
    page.told[''] = () => ok({ ...settingsSample('en'), version: 3, model: preset('buying-cycle') });
    page.publish();
    await page.waitFor(() => page.button(texts.takeTheirs));
    page.button(texts.takeTheirs).trigger('onClick');
    expect(page.find(StatusTag).text).toBe(texts.unchanged);
    expect(page.find(Input, { name: `${first}.names.en` }).props.value).toBe('Out of market');
  });

  it.each([
    ['no answer', () => Promise.reject(new Error('gone')), texts.unansweredTitle],
    ['that HubSpot is busy', () => 429, pageTextsByLanguage.en.busyTitle],
    ['that the user may not', () => refused('not-allowed'), texts.notAllowed],
    ['a refusal of another kind', () => refused('request-invalid'), texts.refused],
  ])('is kept after %s', async (_name, answer, title) => {
    const page = await open({ '/publish': answer });
    page.rename('Far away');
    page.publish();
    await page.waitFor(() => expect(page.find(Alert).props.title).toBe(title));
    expect(page.find(Input, { name: `${first}.names.en` }).props.value).toBe('Far away');
    expect(page.loading(texts.publish).props.disabled).toBe(false);
  });

  it.each(languages)(
    'that is refused says why in %s, with the English message behind for support',
    async (language) => {
      const own = settingsTextsByLanguage[language];
      const told = refusalTextsByLanguage[language];
      const page = await open({ '': () => ok(settingsSample(language)) }, language);
      page.rename('Far away');
      const tell = async (code: string, text: string) => {
        page.told['/preview'] = () => refused(code);
        page.loading(own.preview).trigger('onClick');
        await page.waitFor(() => expect(page.shown()).toContain(text));
        const support = told.forSupport.replace('{code}', code).replace('{message}', `because ${code}`);
        expect(page.shown()).toContain(support);
      };
      for (const code of ['not-allowed', 'request-invalid', 'not-found', 'account-unknown'] as const) {
        await tell(code, told[code]);
      }
      await tell('database-unreachable', told.otherwise);
    },
  );

  it('can be dropped', async () => {
    const page = await open();
    page.rename('Far away');
    page.button(texts.drop).trigger('onClick');
    page.button(questions.dropYes).trigger('onClick');
    expect(page.find(Input, { name: `${first}.names.en` }).props.value).toBe('Attract');
    expect(page.find(StatusTag).text).toBe(texts.unchanged);
  });

  it.each(languages)('is not published before somebody who reads %s has answered', async (language) => {
    const own = settingsTextsByLanguage[language];
    const asked = questionTextsByLanguage[language];
    const page = await open({ '': () => ok(settingsSample(language)) }, language);
    page.rename('Far away');
    page.loading(own.publish).trigger('onClick');
    for (const text of [asked.publish, asked.modelUnseen, asked.publishUnseen]) expect(page.shown()).toContain(text);
    page.button(own.cancel).trigger('onClick');
    expect(page.shown()).not.toContain(asked.publish);
    expect(page.posts()).toEqual([]);
    expect(page.loading(own.publish).props.disabled).toBe(false);
  });

  it('is published with the number of records that would move, as long as that is of this very draft', async () => {
    const page = await open({ '/publish': () => ok({ version: 3, isNew: true }) });
    page.rename('Far away');
    page.loading(texts.publish).trigger('onClick');
    page.button(texts.preview).trigger('onClick');
    await page.waitFor(() => page.findByTestId(Table, 'moves'));
    page.loading(texts.publish).trigger('onClick');
    expect(page.shown()).toContain('Records that would move to another stage or team: 3 of 60.');
    page.rename('Further away');
    expect(page.shown()).toContain(questions.modelUnseen);
    page.rename('Far away');
    page.button(texts.cancel).trigger('onClick');
    page.loading(texts.preview).trigger('onClick');
    await page.waitFor(() => expect(page.posts()).toHaveLength(2));
    await page.waitFor(() => expect(page.loading(texts.publish).props.disabled).toBe(false));
    page.loading(texts.publish).trigger('onClick');
    page.button(questions.publishYes).trigger('onClick');
    await page.waitFor(() => expect(page.posts().at(-1)?.path).toBe('/api/settings/model/publish'));
  });

  it('has at most one primary button, whatever is asked', async () => {
    const page = await open();
    const primary = () =>
      [...page.findAll(Button), ...page.findAll(LoadingButton)]
        .filter(({ props }) => props.variant === 'primary')
        .map(({ text }) => text);
    page.rename('Far away');
    page.button('Roll back to 1').trigger('onClick');
    expect(primary()).toEqual([texts.publish]);
    page.button(texts.drop).trigger('onClick');
    page.loading(texts.publish).trigger('onClick');
    expect(primary()).toEqual([texts.preview]);
    page.button(texts.preview).trigger('onClick');
    await page.waitFor(() => page.findByTestId(Table, 'moves'));
    await page.waitFor(() => expect(page.loading(texts.publish).props.disabled).toBe(false));
    page.loading(texts.publish).trigger('onClick');
    expect(primary()).toEqual([questions.publishYes]);
  });

  it.each([
    ['a preset', texts.takePreset],
    ['a former version', 'Open 1 as a draft'],
    ['a file', texts.takeFile],
  ])('gives way to %s only after a question, once it was changed', async (_name, text) => {
    const model = preset('buying-cycle');
    const page = await open({
      '/presets/buying-cycle': () => ok({ name: 'buying-cycle', label: 'Buying cycle', model }),
      '/versions/1': () => ok({ ...settingsSample('en').versions[1], model }),
    });
    page.rename('Far away');
    enter(page.find(Select, { name: 'preset' }), 'onChange', 'buying-cycle');
    enter(page.find(TextArea, { name: 'file-to-take' }), 'onInput', JSON.stringify(model));
    const name = () => page.find(Input, { name: `${first}.names.en` }).props.value;
    page.button(text).trigger('onClick');
    expect(page.shown()).toContain(questions.drop);
    page.button(questions.keep).trigger('onClick');
    expect(name()).toBe('Far away');
    page.button(text).trigger('onClick');
    page.button(questions.dropYes).trigger('onClick');
    await page.waitFor(() => expect(name()).toBe('Out of market'));
  });

  it('begins with a preset', async () => {
    const page = await open({
      '/presets/buying-cycle': () => ok({ name: 'buying-cycle', label: 'Buying cycle', model: preset('buying-cycle') }),
    });
    enter(page.find(Select, { name: 'preset' }), 'onChange', 'buying-cycle');
    page.button(texts.takePreset).trigger('onClick');
    await page.waitFor(() => expect(page.shown()).toContain('1. Out of market · Marketing'));
    expect(page.find(StatusTag).text).toContain('Changed since version 2');
  });
});

describe('a recommendation', () => {
  it('has what is wrong in its condition at its own place, where it can be mended', async () => {
    const model = preset('buying-cycle');
    const index = model.stages.findIndex(({ plays }) => plays.some(({ when }) => when !== undefined));
    const choice = model.stages[index]!.plays.findIndex(({ when }) => when !== undefined);
    const path = `stages[${index}].plays[${choice}]`;
    const problems = [
      {
        severity: 'error',
        code: 'property-unknown',
        path: `${path}.when.property`,
        message: 'there is no such property',
      },
      { severity: 'warning', code: 'play-twice', path, message: 'it stands there twice' },
    ];
    const page = await open({
      '': () => ok(settingsSample('en', { model })),
      '/preview': () => ok(previewSample({ problems: problems as never })),
      '/publish': () => ok({ version: 3, isNew: true }),
    });
    page.rename('Far away');
    expect(page.findAll(Select, { name: `${path}.when.kind` })).toEqual([]);
    page.loading(texts.preview).trigger('onClick');
    await page.waitFor(() =>
      expect(page.find(Select, { name: `${path}.when.kind` }).props).toMatchObject({
        ...{ error: true, validationMessage: 'there is no such property' },
      }),
    );
    const stage = index === 0 ? 'Far away' : model.stages[index]!.names.en;
    const place = `Stages and rules › ${stage} › Recommended touchpoints › touchpoint ${choice + 1} › condition`;
    expect(page.shown()).toContain(`Error · ${place}: there is no such property`);
    expect(page.shown()).toContain('⚠ it stands there twice');
    enter(page.find(Select, { name: `${path}.when.kind` }), 'onChange', 'quietFor');
    page.publish();
    await page.waitFor(() => expect(page.posts()).toHaveLength(2));
    const { stages } = page.posts()[1]!.body!.model as typeof model;
    expect(stages[index]!.plays[choice]).toMatchObject({ when: { quietFor: {} } });
  });
});

describe('a stage', () => {
  const titles = (page: Awaited<ReturnType<typeof open>>) =>
    page
      .findAll(Accordion)
      .slice(1)
      .map(({ props }) => props.title);

  it('moves, goes, and comes', async () => {
    const page = await open();
    page.findAll(Button, (node) => node.text === texts.later)[0]!.trigger('onClick');
    expect(titles(page).slice(0, 2)).toEqual(['1. Capture · Marketing', '2. Attract · Marketing']);
    page.button('Remove “Capture”').trigger('onClick');
    expect(titles(page)[0]).toBe('1. Attract · Marketing');
    enter(page.find(Input, { name: 'new-stage' }), 'onInput', 'Über uns');
    page.button(texts.addStage).trigger('onClick');
    expect(titles(page).at(-1)).toBe('5. Über uns · Marketing');
  });

  it('gets another lead, and teams that help', async () => {
    const page = await open({ '/publish': () => ok({ version: 3, isNew: true }) });
    enter(page.find(Select, { name: `${first}.lead` }), 'onChange', 'service');
    enter(page.find(MultiSelect, { name: `${first}.contributors` }), 'onChange', ['sales']);
    expect(titles(page)[0]).toBe('1. Attract · Service');
    page.publish();
    await page.waitFor(() => expect(page.posts()).toHaveLength(1));
    const { model } = page.posts()[0]!.body as { model: { stages: unknown[] } };
    expect(model.stages[0]).toMatchObject({ lead: [{ team: 'service' }], contributors: ['sales'] });
  });

  it('loses a rule that is switched off, and has it again in its place', async () => {
    const page = await open();
    const rules = () => page.findAll(Toggle).filter(({ props }) => props.name?.startsWith('rule-attract'));
    expect(rules().map(({ props }) => [props.label, props.checked])).toEqual([
      ['lifecycle', true],
      ['created', true],
    ]);
    enter(rules()[0], 'onChange', false);
    expect(rules().map(({ props }) => [props.label, props.checked])).toEqual([
      ['created', true],
      ['lifecycle', false],
    ]);
    expect(page.shown()).toContain(texts.offNote);
    enter(rules()[1], 'onChange', true);
    expect(rules().map(({ props }) => props.label)).toEqual(['lifecycle', 'created']);
  });

  it('gets a rule by form', async () => {
    const page = await open({ '/publish': () => ok({ version: 3, isNew: true }) });
    enter(page.find(Select, { name: 'add-rule-attract' }), 'onChange', 'property');
    const place = `${first}.enter[2].when`;
    enter(page.find(Input, { name: `${place}.property` }), 'onChange', 'industry');
    enter(page.find(Input, { name: `${place}.values` }), 'onChange', 'Bakery, Dairy ,');
    enter(page.find(MultiSelect, { name: `${first}.enter[0].when.lifecycle` }), 'onChange', ['subscriber', 'lead']);
    page.publish();
    await page.waitFor(() => expect(page.posts()).toHaveLength(1));
    const { model } = page.posts()[0]!.body as { model: { stages: { enter: unknown[] }[] } };
    expect(model.stages[0]!.enter).toMatchObject([
      { id: 'lifecycle', when: { lifecycle: ['subscriber', 'lead'] } },
      { id: 'created' },
      { id: 'rule', when: { property: 'industry', in: ['Bakery', 'Dairy'] } },
    ]);
  });

  it('keeps a condition that is no JSON yet in its field, and out of the model', async () => {
    const page = await open();
    const field = () => page.findAll(TextArea).find(({ props }) => props.name.endsWith('.json'))!;
    const before = field().props.value;
    enter(field(), 'onChange', '{"not": ');
    expect(field().props).toMatchObject({ value: '{"not": ', error: true, validationMessage: texts.noJson });
    expect(page.find(StatusTag).text).toBe(texts.unchanged);
    enter(field(), 'onChange', before);
    expect(field().props.error).toBeUndefined();
  });

  it('offers other touchpoints, in another order', async () => {
    const page = await open({ '/publish': () => ok({ version: 3, isNew: true }) });
    const model = preset('lead-funnel');
    const others = model.plays.filter(({ id }) => !model.stages[0]!.plays.some(({ play }) => play === id));
    enter(page.find(Select, { name: 'add-play-attract' }), 'onChange', others[0]!.id);
    page.findAll(Button, (node) => node.text === texts.raisePlay)[1]!.trigger('onClick');
    page.publish();
    await page.waitFor(() => expect(page.posts()).toHaveLength(1));
    const sent = page.posts()[0]!.body as { model: typeof model };
    const [one, two, ...rest] = model.stages[0]!.plays.map(({ play }) => play);
    expect(sent.model.stages[0]!.plays.map(({ play }) => play)).toEqual([two, one, ...rest, others[0]!.id]);
  });
});

describe('the preview', () => {
  it('shows who would move, from where to where, and leads to some of them', async () => {
    const page = await open();
    page.rename('Far away');
    page.loading(texts.preview).trigger('onClick');
    await page.waitFor(() => page.findByTestId(Table, 'moves'));
    expect(page.posts()[0]?.body).toMatchObject({ model: { name: 'lead-funnel' } });
    const shown = page.shown();
    for (const text of ['Attract (Marketing)', 'Capture (Marketing)', '5 (−3)']) expect(shown).toContain(text);
    await page.waitFor(() =>
      expect(page.findAll(Link).map(({ text, props }) => [text, props.href])).toEqual([
        ['Ida Muster', '/contacts/123/record/0-1/7'],
        ['#8', '/contacts/123/record/0-1/8'],
      ]),
    );
    // Of a draft that was edited since, it says nothing any more.
    expect(shown).not.toContain(texts.previewOutdated);
    page.rename('Further away');
    expect(page.shown()).toContain(texts.previewOutdated);
  });

  it('compares entries since a day, and says when not all records were looked at', async () => {
    const page = await open({ '/preview': () => ok(previewSample({ isPartial: true, records: 20 })) });
    enter(page.find(Select, { name: 'since' }), 'onChange', '90');
    page.findAll(LoadingButton, (node) => node.text === texts.preview)[1]!.trigger('onClick');
    await page.waitFor(() => expect(page.shown()).toContain(texts.partialTitle));
    expect(page.posts()[0]?.body?.since).toBe('90d');
  });

  it('marks what the check found', async () => {
    const problems = [{ severity: 'warning', code: 'play-unused', path: 'plays[0]', message: 'nobody recommends it' }];
    const page = await open({ '/preview': () => ok(previewSample({ problems: problems as never })) });
    page.rename('Far away');
    page.loading(texts.preview).trigger('onClick');
    await page.waitFor(() => expect(page.find(Alert).props.title).toBe(texts.warningsTitle));
    const { plays } = preset('lead-funnel');
    expect(page.shown()).toContain(`All touchpoints › ${plays[0]!.names.en}: nobody recommends it`);
  });
});

describe('the file', () => {
  it('is the draft, to copy', async () => {
    const page = await open();
    page.button(texts.copyFile).trigger('onClick');
    await page.waitFor(() => expect(page.copied).toHaveBeenCalled());
    expect(JSON.parse(page.copied.mock.calls[0]![0])).toEqual(preset('lead-funnel'));
  });

  it('becomes the draft when it is taken', async () => {
    const page = await open();
    enter(page.find(TextArea, { name: 'file-to-take' }), 'onInput', JSON.stringify(preset('client-lifecycle')));
    page.button(texts.takeFile).trigger('onClick');
    expect(page.shown()).toContain(preset('client-lifecycle').stages[0]!.names.en);
    expect(page.find(StatusTag).text).toContain('Changed since version 2');
  });

  it.each([
    '',
    'no json',
    '[]',
    '{"stages": []}',
    '{"stages": [{"id": "a"}]}',
    '{"stages": [null]}',
    '{"names": {}, "stages": [{"names": {}, "lead": [], "enter": [null]}]}',
    '{"names": {}, "stages": [{"names": {}, "lead": "sales", "enter": []}]}',
    '{"stages": "x"}',
  ])('that is none (%j) is refused where it was entered, and changes nothing', async (text) => {
    const page = await open();
    enter(page.find(TextArea, { name: 'file-to-take' }), 'onInput', text);
    page.button(texts.takeFile).trigger('onClick');
    expect(page.find(TextArea, { name: 'file-to-take' }).props).toMatchObject({
      ...{ error: true, validationMessage: texts.fileUnreadable },
    });
    expect(page.find(StatusTag).text).toBe(texts.unchanged);
  });
});

describe('a former version', () => {
  it('is put in force again after a question, as a new version', async () => {
    const page = await open({ '/publish': () => ok({ version: 3, isNew: true }) });
    page.button('Roll back to 1').trigger('onClick');
    expect(page.posts()).toEqual([]);
    page.button(texts.restoreYes).trigger('onClick');
    await page.waitFor(() => expect(page.posts()).toHaveLength(1));
    expect(page.posts()[0]?.body).toEqual({ model: { version: 1 }, expectedVersion: 2, language: 'en' });
  });

  it('is opened as a draft', async () => {
    const told = { ...settingsSample('en').versions[1], model: preset('buying-cycle') };
    const page = await open({ '/versions/1': () => ok(told) });
    page.button('Open 1 as a draft').trigger('onClick');
    await page.waitFor(() => expect(page.shown()).toContain('1. Out of market · Marketing'));
  });

  it('that is put in force leaves a draft that is being edited alone', async () => {
    const page = await open({ '/publish': () => ok({ version: 3, isNew: true }) });
    page.rename('Far away');
    page.told[''] = () => ok({ ...settingsSample('en'), version: 3, model: preset('buying-cycle') });
    page.button('Roll back to 1').trigger('onClick');
    page.button(texts.restoreYes).trigger('onClick');
    await page.waitFor(() => expect(page.find(Alert).props.title).toBe(texts.overtakenTitle));
    expect(page.find(Input, { name: `${first}.names.en` }).props.value).toBe('Far away');
  });
});
