import { createRemoteReceiver, type RemoteReceiver } from '@remote-ui/react/host';
import { createEndpoint, retain } from '@remote-ui/rpc';
import type { RecordPage } from '../../page-data.ts';
import { goToAppPage } from '../app-place/app-page-address.ts';
import { askPortal, messageOf } from '../portal/ask-portal.ts';
import { listenToEdits } from '../record/change-record.ts';
import type { Toast } from '../Toasts.tsx';
import type {
  AppPlaceContext,
  CardContext,
  CardHost,
  CardStart,
  CrmValues,
  PageLocation,
} from '../worker/worker-protocol.ts';
import { followCrmValues, readAssociated, readCrmValues } from './card-properties.ts';
import { closeOverlay } from './parts/overlay-context.ts';
import { proxiedFetch } from './proxied-fetch.ts';

export type FetchNote = { status: number; durationMs: number };
export type CardSession = {
  receiver: RemoteReceiver;
  /** Resolves when the card has shown something and waits for no answer, or failed. */
  settled: Promise<void>;
  /** Tells an app page where the person has gone. */
  move: (location: PageLocation) => void;
  stop: () => void;
};
type Options = {
  /** The record that is open; null for what stands on none. */
  record: Pick<RecordPage, 'type' | 'id'> | null;
  bundleUrl: string;
  context: CardContext | AppPlaceContext;
  /** Where an app page begins. */
  location?: PageLocation;
  toast: (toast: Toast) => void;
  onRefresh: () => void;
  onFailure: (message: string) => void;
  onFetch: (note: FetchNote) => void;
};
type WorkerApi = {
  start: (channel: unknown, start: CardStart, host: CardHost) => void;
  move: (location: PageLocation) => void;
  /** Answers after this long by the worker's own timers: on a busy machine a card that was shown may still be about to ask. */
  rest: (restMs: number) => Promise<void>;
};

const quietMs = 60;
const longestSettlingMs = 8000;

/** Starts a worker with the card's bundle in it; what the card renders arrives at the receiver. */
export function startCardSession(options: Options): CardSession {
  const { record, bundleUrl, context, onFailure, location = { path: '/', params: {} } } = options;
  const worker = new Worker('/sandbox/page/worker.js', { name: bundleUrl });
  const receiver = createRemoteReceiver();
  const endpoint = createEndpoint<WorkerApi>(worker, { callable: ['start', 'move', 'rest'] });
  const settling = createSettling(() => endpoint.call.rest(quietMs));
  const ends: (() => void)[] = [() => worker.terminate()];
  const fail = (message: string): void => {
    onFailure(message);
    settling.end();
  };
  worker.addEventListener('error', (event) => fail(event.message || 'The worker of the card could not be started.'));

  const host: CardHost = {
    fetch: async (request) => {
      settling.begin();
      const startedMs = performance.now();
      try {
        const answer = await proxiedFetch(request);
        options.onFetch({ status: answer.status, durationMs: Math.round(performance.now() - startedMs) });
        return answer;
      } finally {
        settling.finish();
      }
    },
    readProperties: async (names) => (record === null ? {} : readCrmValues(record, names)),
    followProperties: async (names, listener) => {
      if (record === null) return () => undefined;
      retain(listener);
      const stop = followCrmValues(record, names, listener);
      ends.push(stop);
      return stop;
    },
    onEdit: async (names, listener) => {
      if (record === null) return;
      retain(listener);
      const wanted = (values: CrmValues) => names === '*' || Object.keys(values).some((name) => names.includes(name));
      ends.push(
        listenToEdits((edited, values) => {
          if (edited.type === record.type && edited.id === record.id && wanted(values)) listener(values);
        }),
      );
    },
    readAssociations: async (asked) => {
      if (record === null) return { results: [], hasMore: false, nextOffset: 0 };
      settling.begin();
      return readAssociated(record, asked).finally(settling.finish);
    },
    refresh: async () => options.onRefresh(),
    addAlert: async ({ type, title, message }) =>
      options.toast({ tone: toneOf(type), message, ...(title !== undefined && { title }) }),
    reloadPage: async () => window.location.reload(),
    copyText: (text) => navigator.clipboard.writeText(text),
    closeOverlay: async (id) => closeOverlay(id),
    searchRecords: (request) => askPortal('/sandbox/page/search', request),
    goToPage: async (to, params) => goToAppPage(to, params),
    failed: async (message) => fail(message),
  };
  const stopWaiting = receiver.on('mount', settling.shown);
  ends.push(stopWaiting, settling.end);
  Promise.resolve(endpoint.call.start(receiver.receive, { bundleUrl, context, location }, host)).catch(
    (error: unknown) => fail(messageOf(error)),
  );
  const move = (moved: PageLocation) => void endpoint.call.move(moved);
  return { receiver, settled: settling.settled, move, stop: () => ends.splice(0).forEach((end) => void end()) };
}

/** Counts open requests: quiet for a moment after something was shown means settled. */
function createSettling(rest: () => Promise<void>) {
  const { promise: settled, resolve } = Promise.withResolvers<void>();
  let open = 0;
  let wasShown = false;
  let looks = 0;
  const timer = setTimeout(resolve, longestSettlingMs);
  const end = (): void => {
    clearTimeout(timer);
    resolve();
  };
  const look = (): void => {
    looks += 1;
    const now = looks;
    if (!wasShown || open > 0) return;
    void rest().then(() => {
      if (open === 0 && looks === now) end();
    });
  };
  return {
    settled,
    shown: () => {
      wasShown = true;
      look();
    },
    begin: () => {
      open += 1;
      looks += 1;
    },
    finish: () => {
      open -= 1;
      look();
    },
    end,
  };
}

function toneOf(type: string | undefined): Toast['tone'] {
  if (type === 'success' || type === 'warning' || type === 'danger') return type;
  return 'info';
}
