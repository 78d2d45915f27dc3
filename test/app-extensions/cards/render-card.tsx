import { setImmediate } from 'node:timers/promises';
import type { HubSpotFetchOptions } from '@hubspot/ui-extensions';
import { createRenderer, type RenderedNode } from '@hubspot/ui-extensions/testing';
import type { ComponentType } from 'react';
import { JourneyCard } from '../../../app-extensions/app/cards/JourneyCard.tsx';
import type { CardHost } from '../../../app-extensions/app/cards/RecordProvider.tsx';

type Request = { url: URL; options: HubSpotFetchOptions };
export type Answer = (request: Request) => Promise<unknown>;

/** The backend as the card meets it: what it was asked, and what it answers to the next requests, with which status. */
export type Backend = { requests: Request[]; answer: Answer; status: number };

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
  /** What HubSpot tells of associated records, by their type. */
  associated?: Record<string, { toObjectId: number; properties: Record<string, string | null> }[]>;
};

/** HubSpot's test renderer has no stand-in for `hubspot.fetch`: the package calls this function of the worker. */
type Worker = { hsFetch: (url: string, options: HubSpotFetchOptions) => Promise<unknown> };

const exampleVariables = { API_ORIGIN: 'https://journey-steward.example' };

/** Renders the card on a fictitious record; resolves when it has begun to ask. */
export async function renderCard(options: RenderOptions) {
  const { card: Card = JourneyCard, objectTypeId = '0-1', associated = {}, answer, status = 200, properties } = options;
  const { language, locale, timezone = 'Europe/Berlin', variables = exampleVariables } = options;
  const backend: Backend = { requests: [], answer, status };
  const worker = Object.assign(globalThis, { self: globalThis }) as unknown as Worker;
  worker.hsFetch = async (url, fetchOptions) => {
    const request = { url: new URL(url), options: fetchOptions };
    backend.requests.push(request);
    const body = await backend.answer(request);
    return { ok: backend.status < 300, status: backend.status, json: async () => body };
  };

  const renderer = createRenderer('crm.record.tab');
  const { context, actions, useAssociations } = renderer.mocks;
  context.portal.timezone = timezone;
  context.variables = variables;
  context.crm = { objectId: 900001, objectTypeId };
  Object.assign(context.user, { language, locale });
  actions.fetchCrmObjectProperties.willCall(properties ?? (async () => ({})));
  useAssociations.willCall((asked) => ({
    ...noAssociations,
    results: (associated[asked.toObjectType] ?? []).map((one) => ({ associationTypes: [], ...one })),
  }));
  renderer.render(<Card context={context} actions={actions} />);
  // Effects run after the first frame. Awaiting them here keeps a card of one test from asking the backend of the next.
  while (actions.fetchCrmObjectProperties.callCount === 0) await setImmediate();
  // Dates hold spaces of several kinds.
  const shown = () =>
    textsOf(renderer.getRootNode())
      .join('\n')
      .replace(/\p{Zs}/gu, ' ');
  return { ...renderer, backend, actions, shown };
}

const noAssociations = {
  results: [],
  error: null,
  isLoading: false,
  isRefetching: false,
  refetch: async () => {},
  pagination: {
    hasNextPage: false,
    hasPreviousPage: false,
    currentPage: 1,
    pageSize: 50,
    nextPage: () => {},
    previousPage: () => {},
    reset: () => {},
  },
};

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
