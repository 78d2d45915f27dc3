import {
  Alert,
  Button,
  LoadingButton,
  LoadingSpinner,
  Modal,
  Select,
  StatusTag,
  StepIndicator,
  Tag,
  TextArea,
} from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { describe, expect, it, vi } from 'vitest';
import { GroupCard } from '../../../app-extensions/app/cards/GroupCard.tsx';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { spreadMs, waitBeforeReloadMs } from '../../../app-extensions/app/cards/use-reload-while-waiting.ts';
import type { BuyingGroupData } from '../../../src/api/buying-group-contract.ts';
import { moveNames } from '../../../src/journey/texts.ts';
import { type Language, languages } from '../../../src/journey/vocabulary.ts';
import { agreedSample } from '../agreed-samples.ts';
import { sampleSentences } from '../card-sample-sentences.ts';
import { buyingGroupSample, groupCardSample } from '../group-samples.ts';
import { type Answer, type Names, renderCard } from './render-card.tsx';

const types = { deal: '0-3', company: '0-2' } as const;
type Kind = keyof typeof types;
const kinds = ['deal', 'company'] as const;

const names: Names = {
  '0-1': {
    900101: { firstname: 'Ada', lastname: 'Beispiel', email: null },
    900102: { firstname: null, lastname: null, email: 'ben@example.com' },
  },
  '0-3': { 900201: { dealname: 'Erfundenes Vorhaben' } },
};

function answering(kind: Kind, language: Language, group: unknown = buyingGroupSample(language)): Answer {
  return async ({ url }) => {
    expect(url.pathname).toMatch(new RegExp(`^/api/cards/${kind}(/|$)`));
    return url.pathname.endsWith('/buying-group') ? group : groupCardSample(kind, language);
  };
}

async function renderGroup(kind: Kind, language: Language, answer = answering(kind, language)) {
  const card = await renderCard({
    card: GroupCard,
    objectTypeId: types[kind],
    language,
    answer,
    names,
  });
  await card.waitFor(() => card.find(StepIndicator));
  return card;
}

function changedGroup(changed: Partial<BuyingGroupData>) {
  const sample = buyingGroupSample('en');
  if (!sample.ok) throw new Error('the sample is a refusal');
  return { ok: true, data: { ...sample.data, ...changed } };
}

function linksTo(card: Awaited<ReturnType<typeof renderGroup>>, objectTypeId: string, objectId: number) {
  const wanted = JSON.stringify({ objectTypeId, objectId });
  return card.findAll(CrmActionLink, ({ props }) => JSON.stringify(props.actionContext) === wanted);
}

describe.each(languages)('the cards of deals and companies in %s', (language) => {
  const texts = textsByLanguage[language];

  it.each(kinds)('of a %s shows its own journey', async (kind) => {
    const card = await renderGroup(kind, language);
    expect(card.find(StepIndicator).props).toMatchObject({ currentStep: 3 });
    expect(card.shown()).toContain(texts.teams.sales);
    expect(card.shown()).toContain(sampleSentences[language].dealOpened);
    expect(card.shown()).toContain(moveNames.advance[language]);
    expect(card.shown()).toContain('Erika Beispiel');
  });

  it.each(kinds)('of a %s shows who decides, who takes part, and who is missing', async (kind) => {
    const card = await renderGroup(kind, language);
    await card.waitFor(() => expect(card.shown()).toContain('ben@example.com'));
    const sample = buyingGroupSample(language);
    if (!sample.ok) throw new Error('the sample is a refusal');
    expect(card.findAll(Tag, { variant: 'warning' }).map(({ text }) => text)).toEqual(
      sample.data.missingRoles.map(({ label }) => label),
    );
    const engaged = card.findAll(StatusTag).map(({ text }) => text);
    expect(engaged).toEqual(expect.arrayContaining([texts.engaged, texts.quiet, texts.quiet]));
    const shown = card.shown();
    for (const text of ['Ada Beispiel', 'ben@example.com', texts.noTouch, texts.activity, texts.noStage]) {
      expect(shown).toContain(text);
    }
    expect(shown).toContain(texts.unnamedContact.replace('{id}', '900103'));
    expect(shown).not.toContain('activity of a kind not told');
  });
});

describe('the card of a deal', () => {
  it('asks for its journey and its buying group at once, and for nothing else', async () => {
    const card = await renderGroup('deal', 'de');
    const asked = card.backend.requests.map(({ url }) => `${url.pathname}${url.search}`);
    expect(asked.toSorted()).toEqual([
      '/api/cards/deal/buying-group?objectId=900001&language=de',
      '/api/cards/deal?objectId=900001&language=de',
    ]);
  });

  it('tells what to do next and why; a company’s people and deals say that themselves', async () => {
    expect((await renderGroup('deal', 'en')).shown()).toContain(sampleSentences.en.touchpoint);
    const company = (await renderGroup('company', 'en')).shown();
    expect(company).not.toContain(textsByLanguage.en.nextTouchpoint);
  });

  it('shows how a deal stands out, and what is agreed about it', async () => {
    const sample = groupCardSample('deal', 'en');
    const agreed = agreedSample('offered', 'en');
    if (!sample.ok) throw new Error('the sample is a refusal');
    const outcome = { id: 'no-decision', label: 'No decision' };
    const { clock, handoff, lead } = agreed;
    const data = { ...sample.data, clock, handoff, lead, current: { ...sample.data.current!, outcome } };
    const answer: Answer = async ({ url }) =>
      url.pathname.endsWith('/buying-group') ? buyingGroupSample('en') : { ok: true, data };
    const card = await renderGroup('deal', 'en', answer);
    expect(card.find(Tag, ({ text }) => text === 'No decision').props.variant).toBe('warning');
    expect(card.find(StatusTag, ({ text }) => text?.startsWith('At risk') ?? false).props.variant).toBe('warning');
    expect(card.shown()).toContain('Marketing hands over to Sales');
  });

  it('lets a person correct the stage; a company’s is made from others and is not corrected', async () => {
    expect((await renderGroup('deal', 'en')).maybeFind(Select)).not.toBeNull();
    expect((await renderGroup('company', 'en')).maybeFind(Select)).toBeNull();
  });
});

describe('the clock on the record, while the backend does not answer', () => {
  const due = '2026-11-20T12:30:00Z';
  const render = async (status: string, dueAt: string) => {
    const tags = async () => ({
      journey_steward_stage: 'lead-funnel:convert',
      journey_steward_as_of: '2026-11-20T09:30:00Z',
      journey_steward_sla_status: status,
      journey_steward_sla_due_at: dueAt,
    });
    const answer = () => Promise.reject(new Error('down'));
    const card = await renderCard({ card: GroupCard, objectTypeId: '0-3', language: 'en', answer, properties: tags });
    await card.waitFor(() => expect(card.shown()).toContain('Convert'));
    return card;
  };

  it.each([
    ['on-track', 'On track', 'success'],
    ['at-risk', 'At risk', 'warning'],
    ['breached', 'Breached', 'danger'],
  ])('%s is shown by word, colour, and the time in the portal’s zone', async (status, word, variant) => {
    const card = await render(status, due);
    expect(card.find(StatusTag, ({ text }) => text === word).props.variant).toBe(variant);
    expect(card.shown()).toContain('Nov 20, 2026, 1:30 PM');
  });

  it('that stands still says so, and has no time', async () => {
    const card = await render('paused', '');
    expect(card.shown()).toContain('Clock\nPaused\nThe time stands still.');
  });

  it.each(['none', '', 'no-such-status'])('“%s” is no clock', async (status) => {
    expect((await render(status, due)).shown()).not.toContain('Clock');
  });
});

describe('the card of a company', () => {
  it('names the people and deals that brought it where it is', async () => {
    const card = await renderGroup('company', 'en');
    await card.waitFor(() => expect(card.shown()).toContain('Erfundenes Vorhaben'));
    const links = linksTo(card, '0-3', 900201);
    expect(links.map(({ text }) => text)).toEqual(['Erfundenes Vorhaben', 'Erfundenes Vorhaben']);
    await card.waitFor(() => expect(card.shown()).toContain('Ada Beispiel'));
    expect(card.find(CrmActionLink, ({ text }) => text === 'Ada Beispiel').props.actionType).toBe('RECORD_APP_LINK');
  });

  it('names whoever brought it through a long history, a hundred with each search', async () => {
    const sample = groupCardSample('company', 'en');
    if (!sample.ok) throw new Error('the sample is a refusal');
    const visits = Array.from({ length: 80 }, (_, index) => ({
      ...sample.data.visits[1]!,
      causedBy: [1, 2, 3, 4].map((which) => `contact/${4 * index + which}`),
    }));
    const data = { ...sample.data, current: null, visits, state: 'no-stage' as const };
    const answer: Answer = async ({ url }) =>
      url.pathname.endsWith('/buying-group') ? changedGroup({ members: 0, latest: [] }) : { ok: true, data };
    const card = await renderCard({ card: GroupCard, objectTypeId: '0-2', language: 'en', answer, names: names300 });
    await card.waitFor(() => expect(card.shown()).toContain('Person 31'));
    expect(card.search.asked.map(({ ids }) => ids.length)).toEqual([24]);
    card.find(Button, ({ text }) => text === 'Show 72 earlier entries').trigger('onClick');
    await card.waitFor(() => expect(card.shown()).toContain('Person 299'));
    expect(card.search.asked.map(({ ids }) => ids.length)).toEqual([24, 100, 100, 40]);
  });
});

/** Three hundred people, of whom the last fifty were in touch most recently. */
const names300: Names = {
  '0-1': Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [index + 1, { firstname: `Person ${index + 1}` }]),
  ),
};
const fifty = Array.from({ length: 50 }, (_, index) => String(300 - index));

async function renderMany(told: Names | 'failing') {
  const [member] = changedGroup({}).data.latest;
  const latest = fifty.map((contactId) => ({ ...member!, contactId }));
  const answer = answering('deal', 'en', changedGroup({ latest, members: 300 }));
  const card = await renderCard({ card: GroupCard, objectTypeId: types.deal, language: 'en', answer, names: told });
  await card.waitFor(() => card.find(StepIndicator));
  return card;
}

describe('the buying group', () => {
  it('shows that it is awaited, without holding up the journey', async () => {
    const slow: Answer = ({ url }) =>
      url.pathname.endsWith('/buying-group') ? new Promise(() => {}) : answering('deal', 'en')({ url, options: {} });
    const card = await renderGroup('deal', 'en', slow);
    card.find(LoadingSpinner);
  });

  it('says that it did not come, and asks again when told to', async () => {
    let group: unknown = { status: 'error' };
    const answer: Answer = ({ url }) =>
      url.pathname.endsWith('/buying-group') ? Promise.resolve(group) : answering('deal', 'en')({ url, options: {} });
    const card = await renderGroup('deal', 'en', answer);
    await card.waitFor(() => card.find(Alert, { title: textsByLanguage.en.groupFailed }));
    group = buyingGroupSample('en');
    card.find(Button, ({ text }) => text === 'Try again').trigger('onClick');
    await card.waitFor(() => expect(card.shown()).toContain('Ada Beispiel'));
    expect(card.maybeFind(Alert)).toBeNull();
  });

  it('says when nobody is associated, when every role is filled, and how many more there are', async () => {
    const nobody = changedGroup({ members: 0, engaged: 0, latest: [] });
    const empty = await renderGroup('deal', 'en', answering('deal', 'en', nobody));
    await empty.waitFor(() => expect(empty.shown()).toContain('No person is associated yet.'));
    const full = changedGroup({ missingRoles: [], members: 60 });
    const many = await renderGroup('deal', 'en', answering('deal', 'en', full));
    await many.waitFor(() => expect(many.shown()).toContain('Every role is filled.'));
    expect(many.shown()).toContain('57 more people, in touch longer ago');
  });

  it('is asked again after an action and after a refresh, and stays when no answer comes', async () => {
    let group: unknown = buyingGroupSample('en');
    const sample = groupCardSample('deal', 'en');
    if (!sample.ok) throw new Error('the sample is a refusal');
    const catchingUp = { ok: true, data: { ...sample.data, isCatchingUp: true } };
    const answer: Answer = async ({ url }) => (url.pathname.endsWith('/buying-group') ? group : catchingUp);
    const card = await renderGroup('deal', 'en', answer);
    await card.waitFor(() => expect(card.shown()).toContain('1 of 3 took part within 90 days'));
    group = changedGroup({ engaged: 2 });
    card.find(Button, ({ text }) => text === 'Refresh').trigger('onClick');
    await card.waitFor(() => expect(card.shown()).toContain('2 of 3 took part within 90 days'));
    group = changedGroup({ engaged: 3 });
    const form = () => card.find(Modal, ({ props }) => props.title === 'Correct the stage');
    form().find(Select).props.onChange?.('nurture');
    form().find(TextArea).props.onInput?.('Not yet.');
    form().find(LoadingButton).trigger('onClick');
    await card.waitFor(() => expect(card.shown()).toContain('3 of 3 took part within 90 days'));
    group = { status: 'error' };
    card.find(Button, ({ text }) => text === 'Refresh').trigger('onClick');
    await card.waitFor(() => card.find(Alert, { title: textsByLanguage.en.groupFailed }));
    expect(card.shown()).toContain('3 of 3 took part within 90 days');
  });

  it('that HubSpot did not let through is asked again by itself', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const rendered = Promise.withResolvers<Awaited<ReturnType<typeof renderCard>>>();
      let timesAsked = 0;
      const answer: Answer = async ({ url }) => {
        const { backend } = await rendered.promise;
        const isGroup = url.pathname.endsWith('/buying-group');
        if (isGroup) timesAsked += 1;
        backend.status = isGroup && timesAsked === 1 ? 429 : 200;
        return isGroup ? buyingGroupSample('en') : groupCardSample('deal', 'en');
      };
      const card = await renderCard({ card: GroupCard, objectTypeId: types.deal, language: 'en', answer, names });
      rendered.resolve(card);
      await card.waitFor(() => card.find(Alert, { title: textsByLanguage.en.busyTitle }));
      await vi.advanceTimersByTimeAsync(waitBeforeReloadMs + spreadMs);
      await card.waitFor(() => expect(card.shown()).toContain('Ada Beispiel'));
      expect(card.maybeFind(Alert)).toBeNull();
      expect(timesAsked).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('of many people names those whom it shows, whoever else is associated', async () => {
    const card = await renderMany(names300);
    await card.waitFor(() => expect(card.shown()).toContain('Person 293'));
    card.find(Button, ({ text }) => text === 'Show 42 more people').trigger('onClick');
    await card.waitFor(() => expect(card.shown()).toContain('Person 251'));
    expect(card.shown()).not.toContain('Contact ');
    expect(card.search.asked).toEqual([{ objectType: '0-1', ids: fifty }]);
  });

  it('asks a few times for the names that HubSpot did not tell, and shows the people meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const card = await renderMany('failing');
      await card.waitFor(() => expect(card.shown()).toContain('Contact 300'));
      const awaitSearch = (times: number) =>
        vi.waitFor(async () => {
          await vi.advanceTimersByTimeAsync(1_000);
          expect(card.search.asked).toHaveLength(times);
        }, 10_000);
      await awaitSearch(3);
      card.search.names = names300;
      await awaitSearch(4);
      await card.waitFor(() => expect(card.shown()).toContain('Person 300'));
      card.search.names = 'failing';
      await vi.advanceTimersByTimeAsync(10 * (waitBeforeReloadMs + spreadMs));
      expect(card.search.asked).toHaveLength(4);
    } finally {
      vi.useRealTimers();
    }
  });

  it('with more people than fit at first speaks of people, not of entries', async () => {
    const sample = buyingGroupSample('en');
    if (!sample.ok) throw new Error('the sample is a refusal');
    const latest = Array.from({ length: 9 }, (_, index) => ({ ...sample.data.latest[0]!, contactId: `90020${index}` }));
    const card = await renderGroup('deal', 'en', answering('deal', 'en', changedGroup({ latest, members: 9 })));
    await card.waitFor(() => card.find(Button, ({ text }) => text === 'Show 1 more person'));
    expect(card.shown()).not.toContain('earlier entr');
  });
});
