import { fileURLToPath } from 'node:url';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { readBody } from '../portal/api/read-body.ts';
import { notFound } from '../portal/api-error.ts';
import { type ObjectType, objectTypeOf } from '../portal/object-types.ts';
import type { Portal } from '../portal/portal.ts';
import { type Bundles, createBundles } from './build/bundles.ts';
import { type AppPlaceFile, readAppPlaces } from './build/read-app-places.ts';
import { type CardFile, readCards } from './build/read-cards.ts';
import { listAssociated } from './data/list-associated.ts';
import { listRecords } from './data/list-records.ts';
import { presentRecordPage } from './data/present-record-page.ts';
import { presentSettings } from './data/present-settings.ts';
import { pageSearchSchema, searchForPage } from './data/search-for-page.ts';
import { createEventLog } from './events/event-log.ts';
import { createNewsStream } from './events/news-stream.ts';
import { watchPortal } from './events/watch-portal.ts';
import { createBackendSwitch } from './fetch/backend-switch.ts';
import { type AppFile, readAppFile } from './fetch/permitted-urls.ts';
import { createFetchProxy, fetchRequestSchema } from './fetch/proxy-fetch.ts';
import { logCall } from './log-call.ts';
import {
  type AppPlace,
  backendModes,
  type CardLocation,
  type PageCard,
  type PageObject,
  type RecordPage,
} from './page-data.ts';
import { portalUser } from './portal-user.ts';
import { createAssetRouter } from './serve-assets.ts';

export type PageOptions = {
  clientSecret: string;
  /** What an upload to HubSpot would take. */
  extensionsFolder?: string;
  bundles?: Bundles;
};

const ownExtensions = fileURLToPath(new URL('../../app-extensions', import.meta.url));
const mostEvents = 100;

const listSchema = z.object({
  type: z.string().default('contacts'),
  query: z.string().max(200).default(''),
  team: z.string().default(''),
  offset: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const associatedSchema = z.object({
  to: z.string(),
  properties: z.string().default(''),
  offset: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(100).default(10),
});

/** The portal's page in a browser, what it asks for, and the way of its cards to the app. */
export async function createPageRouter(options: PageOptions): Promise<(portal: Portal) => Router> {
  const extensionsFolder = options.extensionsFolder ?? ownExtensions;
  const [appFile, cards, places] = await Promise.all([
    readAppFile(extensionsFolder),
    readCards(extensionsFolder),
    readAppPlaces(extensionsFolder),
  ]);
  const bundles = options.bundles ?? createBundles();
  return (portal) => pageRouter(portal, { clientSecret: options.clientSecret, appFile, cards, places, bundles });
}

type Parts = { clientSecret: string; appFile: AppFile; cards: CardFile[]; places: AppPlaceFile[]; bundles: Bundles };

function pageRouter(portal: Portal, { clientSecret, appFile, cards, places, bundles }: Parts): Router {
  const { state } = portal;
  const backend = createBackendSwitch();
  const news = createNewsStream();
  const events = createEventLog(state.wallClock);
  watchPortal(portal, events, news);
  const apiOrigin = (): string | null => originOf(portal.deliveries.target());
  const proxy = createFetchProxy({
    clientSecret,
    portalId: () => state.portalId,
    appId: state.appId,
    user: portalUser,
    permittedUrls: appFile.permittedUrls,
    apiOrigin,
    mode: backend.mode,
    wallClock: state.wallClock,
  });
  const cardOf = (type: PageObject, at: CardLocation): PageCard | null => {
    const card = cards.find(({ objectTypes, location }) => location === at && objectTypes.includes(type));
    if (card === undefined || portal.grants.areRevoked()) return null;
    const variables = { API_ORIGIN: apiOrigin() ?? '' };
    return { title: card.title, bundleUrl: `/sandbox/page/cards/${card.uid}.js`, variables };
  };
  const cardsOf = (type: PageObject): RecordPage['cards'] => ({
    'crm.record.tab': cardOf(type, 'crm.record.tab'),
    'crm.record.sidebar': cardOf(type, 'crm.record.sidebar'),
    'crm.preview': cardOf(type, 'crm.preview'),
  });
  const placeOf = (place: AppPlace): PageCard | null => {
    const file = places.find((one) => one.place === place);
    if (file === undefined || portal.grants.areRevoked()) return null;
    const variables = { API_ORIGIN: apiOrigin() ?? '' };
    return { title: appFile.name, bundleUrl: `/sandbox/page/cards/${file.uid}.js`, variables };
  };

  const router = Router();
  router.use(createAssetRouter(bundles, [...cards, ...places]));
  router.get('/sandbox/page/settings', (_request, response) => {
    response.json(
      presentSettings(portal, {
        appName: appFile.name,
        apiOrigin: apiOrigin(),
        backend: backend.mode(),
        user: portalUser,
        places: { pages: placeOf('pages'), settings: placeOf('settings') },
      }),
    );
  });
  router.get('/sandbox/page/records', (request, response) => {
    const { type, ...query } = readBody(listSchema, request.query);
    response.json(listRecords(state, { type: typeOf(type), ...query }));
  });
  router.get('/sandbox/page/records/:type/:id', (request, response) => {
    const record = state.records.resolve(typeOf(request.params.type), request.params.id);
    if (record === null) throw notFound(request.params.id);
    const ids = [record.id, ...record.mergedIds.map(({ id }) => id)];
    response.json(
      presentRecordPage(state, record, {
        events: events.of(record.objectType, ids, mostEvents),
        cards: cardsOf(request.params.type as PageObject),
      }),
    );
  });
  router.get('/sandbox/page/records/:type/:id/associated', (request, response) => {
    const { to, ...wanted } = readBody(associatedSchema, request.query);
    const from = { type: typeOf(request.params.type), id: request.params.id };
    response.json(listAssociated(state, from, { to: typeOf(to), ...wanted }));
  });
  router.get('/sandbox/page/news', (request, response) => news.serve(request, response));
  router.post('/sandbox/page/backend', (request, response) => {
    backend.set(readBody(z.strictObject({ mode: z.enum(backendModes) }), request.body).mode);
    news.tell({ kind: 'portal' });
    response.json({ mode: backend.mode() });
  });
  router.post('/sandbox/page/calls', (request, response) => {
    const { type, id } = readBody(z.strictObject({ type: z.string(), id: z.string() }), request.body);
    response.json({ changed: logCall(portal, typeOf(type), id) });
  });
  router.post('/sandbox/page/search', (request, response) => {
    response.json(searchForPage(state, readBody(pageSearchSchema, request.body)));
  });
  router.post('/sandbox/fetch', (request: Request, response: Response) => answerFetch(proxy, request, response));
  return router;
}

async function answerFetch(proxy: ReturnType<typeof createFetchProxy>, request: Request, response: Response) {
  const answer = await proxy(readBody(fetchRequestSchema, request.body));
  response.status(answer.status).json(answer.body);
}

function typeOf(word: string): ObjectType {
  const type = objectTypeOf(word);
  if (type === null) throw notFound(word);
  return type;
}

function originOf(url: string | null): string | null {
  return url === null ? null : new URL(url).origin;
}
