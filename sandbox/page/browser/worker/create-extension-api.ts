import { retain } from '@remote-ui/rpc';
import { createHubSpotFetch } from './hubspot-fetch.ts';
import type {
  Alert,
  AppPlaceContext,
  AssociationRequest,
  CardContext,
  CardHost,
  CrmValues,
  PageLocation,
} from './worker-protocol.ts';

/** The actions, the context and the other globals that a card gets from HubSpot's worker. */
export function createExtensionApi(
  context: CardContext | AppPlaceContext,
  host: CardHost,
  useAppPageLocation: () => PageLocation,
) {
  const actions = createActions(host);
  const serverless = (): Promise<never> =>
    Promise.reject(new Error('Apps of the marketplace have no serverless functions.'));
  const given = { context, actions, runServerlessFunction: serverless };
  const globals = {
    logger: {
      debug: console.debug,
      info: console.info,
      warn: console.warn,
      error: console.error,
    },
    serverless,
    hsFetch: createHubSpotFetch(host),
    hsWorkerAPI: {
      useExtensionContext: () => context,
      useExtensionActions: () => actions,
      useExtensionApi: () => given,
      useAppPageLocation,
      fetchCrmProperties: (names: string[], updated: (values: CrmValues) => void) =>
        fetchCrmProperties(host, names, updated),
      fetchAssociations: async (asked: AssociationRequest) => {
        const data = await host.readAssociations(asked);
        return { json: async () => ({ data, cleanup: () => undefined }) };
      },
      fetchCrmSearch: async (request: unknown) => {
        const data = await host.searchRecords(request);
        return { json: async () => ({ data, cleanup: () => undefined }) };
      },
      fetchHubSpotApi: () => lacking('fetchHubSpotApi'),
      formatCrmProperties: () => lacking('formatCrmProperties'),
    },
  };
  return { given, globals };
}

function createActions(host: CardHost) {
  return {
    addAlert: (alert: Alert) => void host.addAlert(alert),
    reloadPage: () => void host.reloadPage(),
    copyTextToClipboard: (text: string) => host.copyText(text),
    fetchCrmObjectProperties: (names: string[] | '*') => host.readProperties(names),
    refreshObjectProperties: () => void host.refresh(),
    onCrmPropertiesUpdate: (names: string[] | '*', listener: (values: CrmValues) => void) =>
      void host.onEdit(names, listener),
    closeOverlay: (id: string) => void host.closeOverlay(id),
    openIframeModal: () => void lackingAlert(host, 'openIframeModal'),
    navigateToPage: ({ to, params = {} }: { to: string; params?: Record<string, string> }) =>
      void host.goToPage(to, params),
  };
}

/** In the form of a response, as @hubspot/ui-extensions reads it. */
async function fetchCrmProperties(host: CardHost, names: string[], updated: (values: CrmValues) => void) {
  const data = await host.readProperties(names);
  const cleanup = await host.followProperties(names, updated);
  retain(cleanup);
  return { json: async () => ({ data, cleanup: () => void cleanup() }) };
}

function lacking(name: string): Promise<never> {
  return Promise.reject(new Error(`The sandbox portal does not offer ${name}.`));
}

function lackingAlert(host: CardHost, name: string): Promise<void> {
  return host.addAlert({ type: 'warning', message: `The sandbox portal does not offer ${name}.` });
}
