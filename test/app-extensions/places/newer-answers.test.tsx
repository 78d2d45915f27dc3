import { Alert, Button, ErrorState, Input, LoadingButton, StatusTag, TextArea } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageRouter } from '../../../app-extensions/app/pages/PageRouter.tsx';
import { placeBoundaryTextsByLanguage } from '../../../app-extensions/app/pages/parts/PlaceBoundary.tsx';
import { AgreementArea } from '../../../app-extensions/app/settings/agreement/AgreementArea.tsx';
import { SettingsPage } from '../../../app-extensions/app/settings/SettingsPage.tsx';
import { questionTextsByLanguage } from '../../../app-extensions/app/settings/texts/question-texts.ts';
import { settingsTextsByLanguage } from '../../../app-extensions/app/settings/use-settings-texts.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { agreementSample, breachesSample } from './agreement-settings-samples.ts';
import { type Asked, enter, renderPlace } from './render-place.tsx';
import { previewSample, settingsSample } from './settings-samples.ts';

const ok = (data: unknown) => ({ ok: true, data });

beforeEach(() => {
  // React tells the console of what a boundary has caught.
  vi.spyOn(console, 'error').mockReturnValue(undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(languages)('an answer that cannot be drawn, in %s', (language) => {
  const texts = placeBoundaryTextsByLanguage[language];

  it.each(['/', '/handoffs', '/health'])('leaves the page %s its frame', async (path) => {
    const page = renderPlace('pages', <PageRouter />, {
      language,
      at: { path, params: {} },
      answer: () => ok({ newer: [] }),
    });
    await page.waitFor(() => expect(page.find(ErrorState).props.title).toBe(texts.title));
    expect(page.shown()).toContain(texts.page);
    expect(page.findAll(PageLink)).toHaveLength(4);
    page.find(Button, ({ text }) => text === texts.reload).trigger('onClick');
    expect(page.actions.reloadPage.callCount).toBe(1);
  });

  it('is said of the settings', async () => {
    const page = renderPlace('settings', <SettingsPage />, { language, answer: () => ok({ newer: [] }) });
    await page.waitFor(() => expect(page.shown()).toContain(texts.title));
  });
});

describe.each([
  {
    area: 'the model',
    path: '/api/settings/model',
    content: <SettingsPage />,
    first: settingsSample('en') as object,
    changed: 'model-changed',
    field: 'stages[0].names.en',
    newerPreview: { ...previewSample(), problems: { first: 'x' }, moves: { newest: [] }, stages: 7 },
  },
  {
    area: 'the agreement',
    path: '/api/settings/agreement',
    content: <AgreementArea isShown />,
    first: agreementSample('en') as object,
    changed: 'agreement-changed',
    field: 'names.en',
    newerPreview: { ...breachesSample(), problems: [{ at: 'x' }], groups: { newest: [] } },
  },
])('a draft of $area', ({ path, content, first, changed, field, newerPreview }) => {
  const texts = settingsTextsByLanguage.en;
  const boundary = placeBoundaryTextsByLanguage.en;

  async function open(answers: Record<string, (asked: Asked) => unknown>) {
    const told: Record<string, (asked: Asked) => unknown> = { '': () => ok(first), ...answers };
    const page = renderPlace('settings', content, {
      answer: (asked) => told[asked.path.replace(path, '')]?.(asked),
    });
    await page.waitFor(() => page.find(StatusTag));
    enter(page.find(Input, { name: field }), 'onChange', 'Far away');
    const press = (text: string) =>
      [...page.findAll(LoadingButton), ...page.findAll(Button)].find((node) => node.text === text)!.trigger('onClick');
    const draft = () => page.find(TextArea, { name: 'draft-file' }).props.value;
    return { ...page, told, press, draft };
  }

  it('is kept, and can be published, when its preview cannot be drawn', async () => {
    const page = await open({ '/preview': () => ok(newerPreview), '/publish': () => ok({ version: 3, isNew: true }) });
    page.press(texts.preview);
    await page.waitFor(() => expect(page.shown()).toContain(boundary.draft));
    expect(page.draft()).toContain('"Far away"');
    page.press(texts.publish);
    const { publishYes, publishUnseen } = questionTextsByLanguage.en;
    page.press(page.shown().includes(publishUnseen) ? publishUnseen : publishYes);
    await page.waitFor(() => expect(page.requests.some((asked) => asked.path === `${path}/publish`)).toBe(true));
  });

  it('is kept when what is in force cannot be drawn any more', async () => {
    const page = await open({ '/publish': () => ({ ok: false, error: { code: changed, message: 'no' } }) });
    page.told[''] = () => ok({ ...first, version: 3, versions: { newest: [] }, presets: null, problems: 'none' });
    page.press(texts.publish);
    page.press(questionTextsByLanguage.en.publishUnseen);
    await page.waitFor(() => expect(page.findAll(Alert).map(({ props }) => props.title)).toContain(boundary.title));
    expect(page.draft()).toContain('"Far away"');
  });
});
