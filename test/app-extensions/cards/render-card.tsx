import { setImmediate } from 'node:timers/promises';
import type { HubSpotFetchOptions } from '@hubspot/ui-extensions';
import { createRenderer, type RenderedNode } from '@hubspot/ui-extensions/testing';
import { JourneyCard } from '../../../app-extensions/app/cards/JourneyCard.tsx';

export type Answer = () => Promise<unknown>;

/** The backend as the card meets it: what it was asked, and what it answers to the next requests. */
export type Backend = { requests: { url: URL; options: HubSpotFetchOptions }[]; answer: Answer };

type RenderOptions = {
  language?: string;
  locale?: string;
  timezone?: string;
  /** Of the profile with which the project was uploaded. */
  variables?: Record<string, string>;
  answer: Answer;
  /** Reads the properties of the record that is open. */
  properties?: () => Promise<Record<string, string>>;
};

/** HubSpot's test renderer has no stand-in for `hubspot.fetch`: the package calls this function of the worker. */
type Worker = { hsFetch: (url: string, options: HubSpotFetchOptions) => Promise<unknown> };

const exampleVariables = { API_ORIGIN: 'https://journey-steward.example' };

/** Renders the card on a fictitious record; resolves when it has begun to ask. */
export async function renderCard(options: RenderOptions) {
  const { language, locale, timezone = 'Europe/Berlin', variables = exampleVariables, answer, properties } = options;
  const backend: Backend = { requests: [], answer };
  const worker = Object.assign(globalThis, { self: globalThis }) as unknown as Worker;
  worker.hsFetch = async (url, fetchOptions) => {
    backend.requests.push({ url: new URL(url), options: fetchOptions });
    const body = await backend.answer();
    return { ok: true, status: 200, json: async () => body };
  };

  const renderer = createRenderer('crm.record.tab');
  const { context, actions } = renderer.mocks;
  context.portal.timezone = timezone;
  context.variables = variables;
  context.crm = { objectId: 900001, objectTypeId: '0-1' };
  Object.assign(context.user, { language, locale });
  actions.fetchCrmObjectProperties.willCall(properties ?? (async () => ({})));
  renderer.render(<JourneyCard context={context} actions={actions} />);
  // Effects run after the first frame. Awaiting them here keeps a card of one test from asking the backend of the next.
  while (actions.fetchCrmObjectProperties.callCount === 0) await setImmediate();
  // Dates hold spaces of several kinds.
  const shown = () =>
    textsOf(renderer.getRootNode())
      .join('\n')
      .replace(/\p{Zs}/gu, ' ');
  return { ...renderer, backend, actions, shown };
}

/** What a person can read: texts, and the props in which HubSpot's components take texts. */
function textsOf(node: RenderedNode): string[] {
  if (!('childNodes' in node)) return [node.text ?? ''];
  const { title, label, stepNames } = ('props' in node ? node.props : {}) as Record<string, unknown>;
  const own = [title, label, stepNames].flat().filter((text): text is string => typeof text === 'string');
  return [...own, ...node.childNodes.flatMap(textsOf)];
}
