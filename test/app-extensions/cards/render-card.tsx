import { setImmediate } from 'node:timers/promises';
import type { HubSpotFetchOptions } from '@hubspot/ui-extensions';
import { createRenderer, type RenderedNode } from '@hubspot/ui-extensions/testing';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { onTestFinished } from 'vitest';
import { JourneyCard } from '../../../app-extensions/app/cards/JourneyCard.tsx';
import type { CardHost } from '../../../app-extensions/app/cards/RecordProvider.tsx';

type Request = { url: URL; options: HubSpotFetchOptions };
export type Answer = (request: Request) => Promise<unknown>;

/** The backend as the card meets it: what it was asked, and what it answers to the next requests, with which status. */
export type Backend = { requests: Request[]; answer: Answer; status: number };

/** What HubSpot's search finds, by the type of record and its id. */
export type Names = Record<string, Record<string, Record<string, string | null>>>;
type SearchFor = { objectType: string; filterGroups: { filters: { values: string[] }[] }[]; pageLength: number };

/** HubSpot's search as the card meets it: which ids were looked for, by type, and what it finds next. */
export type Search = { asked: { objectType: string; ids: string[] }[]; names: Names | 'failing' | 'silent' };

type RenderOptions = {
  /** JourneyCard when left out. */
  card?: ComponentType<CardHost>;
  objectTypeId?: '0-1' | '0-2' | '0-3';
  language?: string;
  locale?: string;
  timezone?: string;
  /** Of the profile with which the project was uploaded. */
  variables?: Record<string, string>;
  answer: Answer;
  status?: number;
  /** Reads the properties of the record that is open. */
  properties?: () => Promise<Record<string, string>>;
  /** What HubSpot's search finds. */
  names?: Search['names'];
};

/** HubSpot's test renderer has no stand-in for these: the package looks for them in the worker. */
type Worker = {
  hsFetch: (url: string, options: HubSpotFetchOptions) => Promise<unknown>;
  __HUBSPOT_EXTENSION_WORKER__: boolean;
  hsWorkerAPI: { fetchCrmSearch: (request: SearchFor) => Promise<unknown> };
};

const exampleVariables = { API_ORIGIN: 'https://journey-steward.example' };

/** Renders the card on a fictitious record; resolves when it has begun to ask. */
export async function renderCard(options: RenderOptions) {
  const { card: Card = JourneyCard, objectTypeId = '0-1', names = {}, answer, status = 200, properties } = options;
  const { language, locale, timezone = 'Europe/Berlin', variables = exampleVariables } = options;
  const backend: Backend = { requests: [], answer, status };
  const worker = Object.assign(globalThis, { self: globalThis }) as unknown as Worker;
  worker.hsFetch = async (url, fetchOptions) => {
    const request = { url: new URL(url), options: fetchOptions };
    backend.requests.push(request);
    const body = await backend.answer(request);
    return { ok: backend.status < 300, status: backend.status, json: async () => body };
  };
  const search: Search = { asked: [], names };
  worker.__HUBSPOT_EXTENSION_WORKER__ = true;
  worker.hsWorkerAPI = {
    fetchCrmSearch: (request) => searched(search, request),
  };

  const renderer = createRenderer('crm.record.tab');
  const { context, actions } = renderer.mocks;
  context.portal.timezone = timezone;
  context.variables = variables;
  context.crm = { objectId: 900001, objectTypeId };
  Object.assign(context.user, { language, locale });
  actions.fetchCrmObjectProperties.willCall(properties ?? (async () => ({})));
  const over = Promise.withResolvers<void>();
  renderer.render(
    <UntilOver over={over.promise}>
      <Card context={context} actions={actions} />
    </UntilOver>,
  );
  // What a card of one test asks later would reach the worker of another.
  onTestFinished(() => over.resolve());
  // Effects run after the first frame. Awaiting them here keeps a card of one test from asking the backend of the next.
  while (actions.fetchCrmObjectProperties.callCount === 0) await setImmediate();
  // Dates hold spaces of several kinds.
  const shown = () =>
    textsOf(renderer.getRootNode())
      .join('\n')
      .replace(/\p{Zs}/gu, ' ');
  return { ...renderer, backend, search, actions, shown };
}

/** HubSpot's test renderer takes nothing away again. */
function UntilOver({ over, children }: { over: Promise<void>; children: ReactNode }) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => void over.then(() => setIsOver(true)), [over]);
  return isOver ? null : children;
}

/** HubSpot takes at most a hundred values in a filter, and answers at most a page. */
async function searched(search: Search, { objectType, filterGroups, pageLength }: SearchFor) {
  const ids = filterGroups.flatMap(({ filters }) => filters.flatMap(({ values }) => values));
  if (ids.length > 100 || pageLength > 100) throw new Error('HubSpot refuses a search for so many');
  search.asked.push({ objectType, ids });
  if (search.names === 'silent') return new Promise<never>(() => {});
  if (search.names === 'failing') return { json: async () => ({ error: 'too many searches' }) };
  const known = search.names[objectType] ?? {};
  const found = ids.flatMap((id) => (known[id] === undefined ? [] : [{ objectId: Number(id), properties: known[id] }]));
  const data = { results: found.slice(0, pageLength), total: found.length, hasMore: found.length > pageLength };
  return { json: async () => ({ data }) };
}

/** What a person can read: texts, the props in which HubSpot's components take texts, and what a button opens. */
function textsOf(node: RenderedNode): string[] {
  if (!('childNodes' in node)) return [node.text ?? ''];
  const props = ('props' in node ? node.props : {}) as Record<string, unknown>;
  const { title, label, stepNames, validationMessage, valueDescription, overlay } = props;
  const own = [title, label, stepNames, validationMessage, valueDescription]
    .flat()
    .filter((text): text is string => typeof text === 'string');
  const opened = isNode(overlay) ? textsOf(overlay) : [];
  return [...own, ...node.childNodes.flatMap(textsOf), ...opened];
}

function isNode(value: unknown): value is RenderedNode {
  return typeof value === 'object' && value !== null && 'nodeType' in value;
}
