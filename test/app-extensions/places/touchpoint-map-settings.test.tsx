import { Button, Input, LoadingButton, MultiSelect, Select, StatusTag, TextArea } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { mostDecisions, mostTouchpoints } from '../../../app-extensions/app/settings/draft/touchpoint-map.ts';
import { SettingsPage } from '../../../app-extensions/app/settings/SettingsPage.tsx';
import { questionTextsByLanguage } from '../../../app-extensions/app/settings/texts/question-texts.ts';
import { settingsTextsByLanguage } from '../../../app-extensions/app/settings/use-settings-texts.ts';
import type { SettingsModelData } from '../../../src/api/settings-contract.ts';
import { modelLimits } from '../../../src/journey/models/model-limits.ts';
import { modelFromJson } from '../../../src/journey/models/model-schema.ts';
import { preset } from '../../../src/journey/models/presets.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { enter, renderPlace } from './render-place.tsx';
import { settingsSample } from './settings-samples.ts';

type Model = SettingsModelData['model'];
type Map = NonNullable<Model['stages'][number]['touchpointMap']>;

const texts = settingsTextsByLanguage.en;
const at = 'stages[0].touchpointMap';
const ok = (data: unknown) => ({ ok: true, data });
const named = (text: string) => ({ en: text, it: text, de: text, ko: text, ru: text });
const touchpoint = (id: string): Map['touchpoints'][number] => ({
  ...{ id, place: 'online', kinds: [] },
  names: named(`the ${id}`),
  occasions: named('once a quarter'),
});
const map: Map = {
  touchpoints: [touchpoint('webinar'), touchpoint('newsletter')],
  decisions: [{ id: 'worth-it', names: named('Is it worth it?'), leadsTo: ['capture'] }],
};

/** A model whose first stage has this map, and no other stage any. */
function modelWith(touchpointMap: Map | undefined): Model {
  const model = preset('lead-funnel');
  const stages = model.stages.map(({ touchpointMap: _, ...stage }, index) =>
    index === 0 && touchpointMap !== undefined ? { ...stage, touchpointMap } : stage,
  );
  return { ...model, stages };
}

/** The settings of an account under such a model; what is published is answered as told. */
async function open(touchpointMap: Map | undefined, change: Partial<SettingsModelData> = {}, language = 'en') {
  const answer = { publish: () => ok({ version: 3, isNew: true }) as unknown };
  const page = renderPlace('settings', <SettingsPage />, {
    language,
    answer: ({ path }) =>
      path.endsWith('/publish')
        ? answer.publish()
        : ok(settingsSample('en', { model: modelWith(touchpointMap), ...change })),
  });
  await page.waitFor(() => page.find(StatusTag));
  const buttons = (text: string) => page.findAll(Button, (node) => node.text === text);
  const publish = () => {
    page.find(LoadingButton, (node) => node.text === texts.publish).trigger('onClick');
    page.find(Button, (node) => node.text === questionTextsByLanguage.en.publishUnseen).trigger('onClick');
  };
  const published = async () => {
    publish();
    await page.waitFor(() => expect(page.requests.some(({ body }) => body !== undefined)).toBe(true));
    const { model } = page.requests.find(({ body }) => body !== undefined)!.body as { model: Model };
    return { model, map: model.stages[0]!.touchpointMap };
  };
  const field = (name: string) => page.maybeFind(Input, { name: `${at}.${name}` });
  const fillIn = (name: string) => {
    for (const language of languages) {
      enter(page.find(Input, { name: `${at}.${name}.${language}` }), 'onChange', `${name} ${language}`);
    }
  };
  return { ...page, answer, buttons, publish, published, field, fillIn };
}

describe.each(languages)('the form of the touchpoint map in %s', (language) => {
  const own = settingsTextsByLanguage[language];

  it('names what is there, where they meet, and what it is for', async () => {
    const page = await open(map, {}, language);
    const shown = page.shown();
    for (const text of [own.touchpointMap, own.touchpointMapNote, '1. the webinar', '2. the newsletter']) {
      expect(shown).toContain(text);
    }
    expect(shown).toContain(own.places.online);
    expect(shown).toContain('1. Is it worth it?');
  });

  it('may be looked at, and not changed, by who may not publish', async () => {
    const page = await open(map, { mayPublish: false }, language);
    for (const button of page.findAll(Button, (node) => node.text === own.openEntry)) button.trigger('onClick');
    const fields = [Input, Select, MultiSelect]
      .flatMap((component) => page.findAll(component as never))
      .map(({ props }) => props as unknown as { name: string; readOnly?: boolean })
      .filter(({ name }) => name.startsWith(at));
    // Of one touchpoint: its place, its kinds, and two texts in five languages. Of one decision: where it leads, and its text.
    expect(fields.length).toBe(12 + 6);
    expect(fields.filter(({ readOnly }) => readOnly !== true)).toEqual([]);
    const labels = page.findAll(Button).map(({ text }) => text);
    for (const text of [own.addTouchpoint, own.addDecision, own.remove, own.lower]) expect(labels).not.toContain(text);
  });
});

describe('a touchpoint', () => {
  it('is added, told in every language, and published', async () => {
    const page = await open(undefined);
    enter(page.find(Input, { name: `${at}.touchpoints.new` }), 'onInput', 'Trade fair');
    page.buttons(texts.addTouchpoint)[0]!.trigger('onClick');
    // When they meet is not told yet.
    expect(page.field('touchpoints[0].occasions.ko')?.props).toMatchObject({
      ...{ error: true, validationMessage: texts.textMissing, label: 'When · Korean' },
    });
    page.fillIn('touchpoints[0].occasions');
    enter(page.find(Select, { name: `${at}.touchpoints[0].place` }), 'onChange', 'offline');
    enter(page.find(MultiSelect, { name: `${at}.touchpoints[0].kinds` }), 'onChange', ['meeting', 'note']);
    const sent = await page.published();
    expect(sent.map).toEqual({
      touchpoints: [
        {
          ...{ id: 'trade-fair', place: 'offline', names: named('Trade fair'), kinds: ['meeting', 'note'] },
          occasions: Object.fromEntries(languages.map((one) => [one, `touchpoints[0].occasions ${one}`])),
        },
      ],
      decisions: [],
    });
    expect(modelFromJson(sent.model)).toHaveProperty('model');
  });

  it('needs a name to be added, and an id of its own', async () => {
    const page = await open(map);
    page.buttons(texts.addTouchpoint)[0]!.trigger('onClick');
    expect(page.find(StatusTag).text).toBe(texts.unchanged);
    enter(page.find(Input, { name: `${at}.touchpoints.new` }), 'onInput', 'Webinar');
    page.buttons(texts.addTouchpoint)[0]!.trigger('onClick');
    page.fillIn('touchpoints[2].occasions');
    expect((await page.published()).map?.touchpoints.map(({ id }) => id)).toEqual([
      ...['webinar', 'newsletter', 'webinar-2'],
    ]);
  });

  it('goes up and down', async () => {
    const page = await open(map);
    const inMap = page.buttons(texts.lower);
    inMap[0]!.trigger('onClick');
    expect((await page.published()).map?.touchpoints.map(({ id }) => id)).toEqual(['newsletter', 'webinar']);
  });

  it('is taken out, and with the last entry the map', async () => {
    const page = await open({ touchpoints: [touchpoint('webinar')], decisions: [] });
    const plays = modelWith(undefined).stages[0]!.plays.length;
    // The stage's plays come before its map.
    page.buttons(texts.remove)[plays]!.trigger('onClick');
    const { model } = await page.published();
    expect(model.stages[0]).not.toHaveProperty('touchpointMap');
  });

  it('shows its fields when it is opened, and hides them when it is closed', async () => {
    const page = await open(map);
    expect(page.field('touchpoints[0].names.en')).toBeNull();
    page.buttons(texts.openEntry)[0]!.trigger('onClick');
    expect(page.field('touchpoints[0].names.en')?.props.value).toBe('the webinar');
    page.buttons(texts.closeEntry)[0]!.trigger('onClick');
    expect(page.field('touchpoints[0].names.en')).toBeNull();
  });

  it('has no room beyond what a stage may have', async () => {
    const full = Array.from({ length: mostTouchpoints }, (_, index) => touchpoint(`t${index}`));
    const page = await open({ touchpoints: full, decisions: [] });
    expect(page.field('touchpoints.new')).toBeNull();
    expect(page.shown()).toContain('These are as many as fit: 12.');
    expect([mostTouchpoints, mostDecisions]).toEqual([modelLimits.touchpoints, modelLimits.decisions]);
  });

  it('is open, with what is wrong at its field, when the check refuses it', async () => {
    const page = await open(map);
    const path = `${at}.touchpoints[1].occasions.de`;
    const problems = [{ severity: 'error', code: 'form', path, message: 'say it in German' }];
    page.answer.publish = () => ({ ok: false, error: { code: 'model-invalid', message: 'no', problems } });
    page.buttons(texts.lower)[0]!.trigger('onClick');
    page.publish();
    await page.waitFor(() =>
      expect(page.field('touchpoints[1].occasions.de')?.props).toMatchObject({
        ...{ error: true, validationMessage: 'say it in German' },
      }),
    );
    expect(page.field('touchpoints[0].occasions.de')).toBeNull();
  });
});

describe('a decision', () => {
  it('is added with where it leads: to stages and to outcomes', async () => {
    const page = await open(undefined);
    enter(page.find(Input, { name: `${at}.decisions.new` }), 'onInput', 'Стоит ли?');
    page.buttons(texts.addDecision)[0]!.trigger('onClick');
    const field = page.find(MultiSelect, { name: `${at}.decisions[0].leadsTo` });
    const { stages, outcomes } = preset('lead-funnel');
    expect(field.props.options.map(({ value }) => value)).toEqual([...stages, ...outcomes].map(({ id }) => id));
    enter(field, 'onChange', ['capture', 'won']);
    const sent = await page.published();
    expect(sent.map?.decisions).toEqual([{ id: 'decision', names: named('Стоит ли?'), leadsTo: ['capture', 'won'] }]);
    expect(modelFromJson(sent.model)).toHaveProperty('model');
  });

  it('says at its field that a stage that it leads to is gone', async () => {
    const page = await open(map);
    page.buttons('Remove “Capture”')[0]!.trigger('onClick');
    expect(page.find(MultiSelect, { name: `${at}.decisions[0].leadsTo` }).props).toMatchObject({
      ...{ error: true, validationMessage: 'There is no such stage or outcome: capture', value: ['capture'] },
    });
  });
});

describe('a file with a touchpoint map', () => {
  const take = async (touchpointMap: unknown) => {
    const page = await open(undefined);
    const model = modelWith(undefined);
    const stages = model.stages.map((stage, index) => (index === 0 ? { ...stage, touchpointMap } : stage));
    enter(page.find(TextArea, { name: 'file-to-take' }), 'onInput', JSON.stringify({ ...model, stages }));
    page.buttons(texts.takeFile)[0]!.trigger('onClick');
    return page;
  };

  it('becomes the draft', async () => {
    const page = await take({ touchpoints: map.touchpoints });
    expect(page.shown()).toContain('1. the webinar');
    expect((await page.published()).map).toEqual({ touchpoints: map.touchpoints, decisions: [] });
  });

  it('may lack texts: they are asked for at their fields', async () => {
    const page = await take({ decisions: [{ id: 'what', names: { en: 'What?' } }] });
    expect(page.field('decisions[0].names.ko')?.props).toMatchObject({ error: true, value: '' });
  });

  it.each([
    [[]],
    ['x'],
    [null],
    [{ touchpoints: 'x' }],
    [{ touchpoints: [null] }],
    [{ touchpoints: [{ id: 'a', names: {} }] }],
    [{ decisions: [{ id: 'a', names: {}, leadsTo: 'x' }] }],
  ])('is refused where it is none: %j', async (touchpointMap) => {
    const page = await take(touchpointMap);
    expect(page.find(TextArea, { name: 'file-to-take' }).props.validationMessage).toBe(texts.fileUnreadable);
    expect(page.find(StatusTag).text).toBe(texts.unchanged);
  });
});
