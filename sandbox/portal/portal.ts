import type { Router } from 'express';
import type { CallCounts } from './api/call-counts.ts';
import type { Faults } from './api/faults.ts';
import type { ChangeInput } from './control/change-schema.ts';
import type { Deliveries } from './deliveries/deliveries.ts';
import type { DeliveryCounts } from './deliveries/delivery-counts.ts';
import type { DeliveryStep } from './deliveries/delivery-step.ts';
import type { Subscription } from './deliveries/subscriptions.ts';
import type { PlayedHistory, PlayHistoryOptions } from './history/play-history.ts';
import type { Journal } from './journal/journal.ts';
import type { Pipeline } from './metadata/deal-pipelines.ts';
import type { Owner } from './metadata/owners.ts';
import type { PortalUser } from './metadata/users.ts';
import type { GrantStore, IssuedTokens } from './oauth/grant-store.ts';
import type { PortalClock } from './portal-clock.ts';
import type { OpenAnswers, PortalState } from './portal-state.ts';
import type { PortalChange } from './records/portal-change.ts';
import type { Workflows } from './workflows/workflows.ts';

export type PortalOptions = {
  clientId: string;
  clientSecret: string;
  portalId?: number;
  appId?: number;
  /** Where webhooks go; events wait while there is none. */
  targetUrl?: string | null;
  /** Active subscriptions, from `readSubscriptions`; every change is told when absent. */
  subscriptions?: readonly Subscription[] | null;
  callsPerTenSeconds?: number;
  searchesPerSecond?: number;
  journalCallsPerSecond?: number;
  /** After so many events the journal begins another file. */
  journalEventsPerFile?: number;
  /** Whether the app is granted the journal; HubSpot refused its scopes to some. */
  grantsJournal?: boolean;
  /** Scopes that the app may not have in its own token, the one for the journal. */
  refusedClientScopes?: readonly string[];
  /** Waits between a failed delivery and the next attempt: doubled from the first to the second. */
  retryMinimumMs?: number;
  retryMaximumMs?: number;
  deliveryTimeoutMs?: number;
  /** IANA name. */
  timeZone?: string;
  /** Of deals. */
  pipelines?: readonly Pipeline[];
  /** Optional scopes that whoever installs the app does not grant, and events of whose objects are not sent. */
  withheldScopes?: readonly string[];
  owners?: readonly Owner[];
  users?: readonly PortalUser[];
  /** So long a new record is not found by search, and a changed one as it was before, in ms of real time; 0 when left out. */
  searchLagMs?: number;
  openAnswers?: Partial<OpenAnswers>;
  /** Seed of everything random: retry times, faults, order of the two events of a privacy deletion. */
  seed?: number;
  /** Real time in epoch milliseconds. */
  wallClock?: () => number;
  /** More of what the portal serves, such as its page for a browser. */
  routers?: readonly ((portal: Portal) => Router)[];
};

/** Looks on while the portal works. */
export type PortalWatcher = {
  /** Records were changed by anybody, an app included; not by a history, which only builds them. */
  changed?: (changes: readonly PortalChange[]) => void;
  delivering?: (step: DeliveryStep) => void;
  /** The portal has removed the app, or installed it again. */
  installing?: () => void;
  /** A history began, ended or failed. */
  playing?: () => void;
};

export type PortalStatus = {
  portalId: number;
  /** ISO text. */
  clock: string;
  records: { contacts: number; companies: number; deals: number; tickets: number };
  history: { state: 'none' | 'loading' | 'loaded' | 'failed'; error: string | null; played: PlayedHistory | null };
  deliveries: DeliveryCounts;
  calls: CallCounts;
};

export type Portal = {
  readonly state: PortalState;
  readonly clock: PortalClock;
  readonly deliveries: Deliveries;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly grants: GrantStore;
  readonly workflows: Workflows;
  /** Every token ends: the portal has removed the app, or the app itself. */
  uninstall(): void;
  /** Tokens without the round through the browser. */
  grant(scopes: readonly string[]): IssuedTokens;
  /** Carries out and tells what a user or a workflow does. */
  change(change: ChangeInput): { recordId: string | null };
  playHistory(options: PlayHistoryOptions): Promise<PlayedHistory>;
  /** As `playHistory`, for callers that watch the status: a failure is told there. */
  startHistory(options: PlayHistoryOptions): void;
  /** Ends when the returned function is called. */
  watch(watcher: PortalWatcher): () => void;
  status(): PortalStatus;
  start(port?: number): Promise<{ url: string }>;
  stop(): Promise<void>;
};
