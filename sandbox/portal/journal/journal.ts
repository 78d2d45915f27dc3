import { randomUUID } from 'node:crypto';
import type { PortalState } from '../portal-state.ts';
import type { PortalChange } from '../records/portal-change.ts';
import { type JournalEvent, journalEvents } from './journal-events.ts';
import type { JournalSubscriptions } from './journal-subscriptions.ts';

/** What one file of the journal holds, as it is downloaded. */
export type JournalFile = { offset: string; journalEvents: JournalEvent[]; publishedAt: string };

/** The journal of everything that was subscribed to, in files that are kept for three days of the portal's time. */
export type Journal = {
  hear(changes: readonly PortalChange[]): void;
  /** The portal installed or removed the app: dated by real time, like all that is about tokens. */
  hearLifecycle(action: 'APP_INSTALL' | 'APP_UNINSTALL'): void;
  earliest(): JournalFile | null;
  latest(): JournalFile | null;
  /** Null at the end; `expired` for an offset that no file has any more. */
  next(offset: string): JournalFile | 'expired' | null;
  /** A file by its offset. `late` while it is listed and not there yet. */
  read(offset: string): JournalFile | 'late' | null;
  /** Files that are published from now on answer so many readings as if they were not there yet. */
  setLateReads(reads: number): void;
};

const keptMs = 3 * 86_400_000;
const lifecycleEventIds = { APP_INSTALL: '4-1909196', APP_UNINSTALL: '4-1916193' } as const;

/** HubSpot publishes every few moments; what lies further apart stands in files of its own. */
const fileSpanMs = 60_000;

export function createJournal(
  state: PortalState,
  subscriptions: JournalSubscriptions,
  options: { eventsPerFile?: number | undefined } = {},
): Journal {
  const eventsPerFile = options.eventsPerFile ?? 10_000;
  let files: (JournalFile & { publishedAtMs: number; lateReads: number })[] = [];
  let open: { events: JournalEvent[]; sinceMs: number; untilMs: number } | null = null;
  let lateReads = 0;

  const publish = () => {
    if (open === null) return;
    const publishedAt = new Date(open.untilMs).toISOString();
    const file = { offset: randomUUID(), journalEvents: open.events, publishedAt };
    files.push({ ...file, publishedAtMs: open.untilMs, lateReads });
    open = null;
  };
  const append = (events: readonly JournalEvent[]) => {
    const now = state.clock.now();
    for (const event of events) {
      if (open !== null && (open.events.length >= eventsPerFile || now - open.sinceMs > fileSpanMs)) publish();
      open ??= { events: [], sinceMs: now, untilMs: now };
      open.events.push(event);
      open.untilMs = now;
    }
  };
  const present = () => {
    publish();
    const oldestMs = state.clock.now() - keptMs;
    files = files.filter(({ publishedAtMs }) => publishedAtMs >= oldestMs);
    return files;
  };
  return {
    hear: (changes) => append(journalEvents(state, subscriptions.all(), changes)),
    hearLifecycle: (action) => {
      const eventTypeId = lifecycleEventIds[action];
      const isTold = subscriptions
        .all()
        .some((one) => one.subscriptionType === 'APP_LIFECYCLE_EVENT' && one.eventTypeId === eventTypeId);
      if (!isTold) return;
      const occurredAt = new Date(state.wallClock()).toISOString();
      const properties = { hs_app_id: String(state.appId), hs_app_install_level: 'PORTAL' };
      const { portalId } = state;
      append([{ type: 'app_lifecycle_event', action, portalId, occurredAt, eventTypeId, properties }]);
    },
    earliest: () => present().at(0) ?? null,
    latest: () => present().at(-1) ?? null,
    next: (offset) => {
      const index = present().findIndex((file) => file.offset === offset);
      return index === -1 ? 'expired' : (files[index + 1] ?? null);
    },
    read: (offset) => {
      const file = present().find((one) => one.offset === offset);
      if (file === undefined) return null;
      if (file.lateReads === 0) return { offset, journalEvents: file.journalEvents, publishedAt: file.publishedAt };
      file.lateReads -= 1;
      return 'late';
    },
    setLateReads: (reads) => {
      lateReads = reads;
    },
  };
}
