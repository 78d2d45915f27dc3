import type { HubSpotFetchOptions } from '@hubspot/ui-extensions';
import { createRenderer, type RenderedNode } from '@hubspot/ui-extensions/testing';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { PlaceProvider } from '../../../app-extensions/app/pages/PlaceProvider.tsx';

export type Asked = { path: string; query: URLSearchParams; body: Record<string, unknown> | undefined };
/** What the backend answers; a number is a status of HubSpot's proxy, an error an answer that never came. */
export type Answering = (asked: Asked) => unknown;

/** HubSpot's test renderer has no stand-in for these: the package looks for them in the worker. */
type Worker = {
  hsFetch: (url: string, options: HubSpotFetchOptions) => Promise<unknown>;
  __HUBSPOT_EXTENSION_WORKER__: boolean;
  hsWorkerAPI: { fetchCrmSearch: (request: CrmSearch) => Promise<unknown> };
};
type Names = Record<string, Record<string, string>>;
type CrmSearch = { filterGroups: { filters: { values: string[] }[] }[]; pageLength: number };

type Options = {
  answer: Answering;
  language?: string;
  /** Within the app's pages. */
  at?: { path: string; params: Record<string, string> };
  /** What HubSpot's search tells of records, by id; null while it fails. */
  names?: Names | null;
};

/** Renders the app's pages or its settings as HubSpot does, with a backend that answers as it is told. */
export function renderPlace(location: 'pages' | 'settings', content: ReactNode, options: Options) {
  const { answer, language = 'en', at = { path: '/', params: {} }, names = {} } = options;
  const requests: Asked[] = [];
  const backend = { answer, names, searches: 0 };
  const worker = Object.assign(globalThis, { self: globalThis }) as unknown as Worker;
  worker.hsFetch = async (address, fetchOptions) => {
    const url = new URL(address);
    const asked = {
      path: url.pathname,
      query: url.searchParams,
      body: fetchOptions.body as Record<string, unknown> | undefined,
    };
    requests.push(asked);
    const told = await backend.answer(asked);
    if (typeof told === 'number') return { ok: false, status: told, json: async () => ({ status: 'error' }) };
    return { ok: true, status: 200, json: async () => told };
  };
  worker.__HUBSPOT_EXTENSION_WORKER__ = true;
  worker.hsWorkerAPI = {
    fetchCrmSearch: async (request) => {
      backend.searches += 1;
      const told = backend.names === null ? { error: 'too many searches' } : { data: searched(backend.names, request) };
      return { json: async () => told };
    },
  };
  const renderer = createRenderer(location);
  const { context, actions } = renderer.mocks;
  Object.assign(context.user, { language, locale: language });
  context.portal.timezone = 'Europe/Berlin';
  context.variables = { API_ORIGIN: 'https://journey-steward.example' };
  renderer.mocks.setPageLocation(at);
  const copied = vi.fn(async (_text: string) => undefined);
  actions.copyTextToClipboard.willCall((text) => copied(String(text)));
  renderer.render(
    <PlaceProvider context={context as never} actions={actions as never}>
      {content}
    </PlaceProvider>,
  );
  const shown = () =>
    textsOf(renderer.getRootNode())
      .join('\n')
      .replace(/\p{Zs}/gu, ' ');
  return { ...renderer, backend, requests, actions, copied, shown };
}

/** HubSpot takes at most a hundred values in a filter, and answers at most a page. */
function searched(names: Names, { filterGroups, pageLength }: CrmSearch) {
  const values = filterGroups.flatMap(({ filters }) => filters.flatMap((filter) => filter.values));
  if (values.length > 100 || pageLength > 100) throw new Error('HubSpot refuses a search for so many');
  const found = Object.entries(names).flatMap(([id, properties]) =>
    values.includes(id) ? [{ objectId: Number(id), properties }] : [],
  );
  return { results: found.slice(0, pageLength), total: found.length, hasMore: found.length > pageLength };
}

/** What a person can read: texts, and the props in which HubSpot's components take texts. */
function textsOf(node: RenderedNode): string[] {
  if (!('childNodes' in node)) return [node.text ?? ''];
  const props = ('props' in node ? node.props : {}) as Record<string, unknown>;
  const own = ['title', 'label', 'number', 'validationMessage', 'alt', 'message']
    .map((name) => props[name])
    .filter((text): text is string => typeof text === 'string');
  return [...own, ...node.childNodes.flatMap(textsOf)];
}

/** Does what a person does with a field. The renderer's own types take the handler for the value. */
export function enter(
  node: { trigger: (event: never, value: never) => unknown } | undefined,
  event: 'onChange' | 'onInput',
  value: unknown,
): void {
  if (node === undefined) throw new Error('there is no such field');
  node.trigger(event as never, value as never);
}
