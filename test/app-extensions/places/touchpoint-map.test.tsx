import { Accordion, Button, Image, Table } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { describe, expect, it } from 'vitest';
import { touchpointTextsByLanguage } from '../../../app-extensions/app/pages/journey/touchpoint-texts.ts';
import { PageRouter } from '../../../app-extensions/app/pages/PageRouter.tsx';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import type { JourneyStage } from '../../../src/api/journey-page-contract.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { journeySample, numbersOf } from './journey-samples.ts';
import { renderPlace } from './render-place.tsx';

type Stages = readonly JourneyStage[];
const ok = (data: unknown) => ({ ok: true, data });

/** Two stages with a map; the others say nothing. */
function withMaps(stages: Stages): JourneyStage[] {
  const [first, second, ...rest] = stages as [JourneyStage, JourneyStage, ...JourneyStage[]];
  const target = { id: second.id, kind: 'stage' as const, label: second.label };
  const won = { id: 'won', kind: 'outcome' as const, label: 'Signed' };
  const visits = { count: 7, n: 40, share: 0.175 };
  return [
    {
      ...first,
      touchpointMap: {
        touchpoints: [
          {
            ...{ id: 'webinar', place: 'online', label: 'Webinar', occasion: 'once a quarter' },
            kinds: [{ kind: 'meeting', label: 'meeting', touches: 9, visits }],
          },
          { id: 'fair', place: 'offline', label: 'Trade fair', occasion: 'in spring, in Graz', kinds: [] },
        ],
        decisions: [{ id: 'worth-it', label: 'Is it worth it?', leadsTo: [target, won] }],
      },
    },
    { ...second, touchpointMap: { touchpoints: [], decisions: [{ id: 'whom', label: 'Whom to ask?', leadsTo: [] }] } },
    ...rest.map((stage) => ({ ...stage, touchpointMap: null })),
  ];
}

function open(language: (typeof languages)[number], change: (stages: Stages) => JourneyStage[]) {
  const data = journeySample(language);
  const stages = change(data.stages);
  const page = renderPlace('pages', <PageRouter />, { language, answer: () => ok({ ...data, stages }) });
  const picture = () => page.findAll(Image).find(({ props }) => String(props.alt).includes('Webinar'));
  return { ...page, stages, picture };
}

describe.each(languages)('the touchpoint map in %s', (language) => {
  const { lanes, ...texts } = touchpointTextsByLanguage[language];

  it('is a picture, with its words for who can’t see it, and a table behind it', async () => {
    const page = open(language, withMaps);
    await page.waitFor(() => expect(page.picture()).toBeDefined());
    const { src, alt } = page.picture()!.props;
    const svg = decodeURIComponent(String(src).replace('data:image/svg+xml,', ''));
    for (const lane of Object.values(lanes)) expect(svg).toContain(lane);
    for (const text of ['Webinar', 'Trade fair', 'Is it worth it?']) expect(svg).toContain(text);
    const [first, second] = page.stages as [JourneyStage, JourneyStage];
    expect(alt).toContain(
      `${first.label}. ${lanes.online}: Webinar (once a quarter). ${lanes.offline}: Trade fair (in spring, in Graz). ` +
        `${lanes.decisions}: Is it worth it? → ${second.label}, Signed.`,
    );
    expect(page.findAll(Accordion).map(({ props }) => props.title)).toContain(texts.asTable);
    page.findByTestId(Table, 'touchpoint-map');
    expect(page.shown()).toContain('2. Whom to ask?');
  });

  it('says that the model has none', async () => {
    const page = open(language, (stages) => stages.map((stage) => ({ ...stage, touchpointMap: null })));
    await page.waitFor(() => expect(page.shown()).toContain(texts.noMap));
    expect(page.findAll(Image)).toHaveLength(1);
  });
});

describe('the touchpoint map', () => {
  const texts = touchpointTextsByLanguage.en;

  it('leads from what took place to the visits in which it did', async () => {
    const page = open('en', withMaps);
    await page.waitFor(() => expect(page.picture()).toBeDefined());
    const links = page.findByTestId(Table, 'touchpoint-map').findAll(PageLink);
    expect(links.map(({ text, props }) => [text, props.params])).toEqual([
      ['7', { stage: page.stages[0]!.id, kind: 'touch-meeting' }],
    ]);
  });

  it('is there also when nobody is on the journey yet', async () => {
    const page = open('en', (stages) =>
      withMaps(stages).map((stage) => ({ ...stage, ...numbersOf(0), now: 0, next: [] })),
    );
    await page.waitFor(() => expect(page.shown()).toContain(pageTextsByLanguage.en.emptyTitle));
    expect(page.picture()).toBeDefined();
  });

  it('is copied as CSV, a line for each touchpoint and each decision', async () => {
    const page = open('en', withMaps);
    await page.waitFor(() => expect(page.picture()).toBeDefined());
    const buttons = page.findAll(Button, (node) => node.text === pageTextsByLanguage.en.copyCsv);
    // Of the stages, of the map, and of what happened.
    expect(buttons).toHaveLength(3);
    buttons[1]!.trigger('onClick');
    await page.waitFor(() => expect(page.copied).toHaveBeenCalled());
    const [first, second] = page.stages as [JourneyStage, JourneyStage];
    expect(page.copied.mock.calls[0]![0].split('\r\n')).toEqual([
      'Stage,Where,"How, or which question",When,Leads to,"Took place, in how many visits"',
      `${first.label},${texts.lanes.online},Webinar,once a quarter,,meeting 7`,
      `${first.label},"${texts.lanes.offline}",Trade fair,"in spring, in Graz",,`,
      `${first.label},${texts.lanes.decisions},1. Is it worth it?,,${second.label}; Signed,`,
      `${second.label},${texts.lanes.decisions},2. Whom to ask?,,,`,
      '',
    ]);
  });
});
