/** What the portal tells its page in the browser. Instants are ISO texts in UTC. */

export const pageObjects = ['contacts', 'companies', 'deals', 'tickets'] as const;
export type PageObject = (typeof pageObjects)[number];

export const cardLanguages = ['en', 'it', 'de', 'ko', 'ru'] as const;
export type CardLanguage = (typeof cardLanguages)[number];

/** How the app's server behaves towards cards: it answers, it answers late, or nothing listens. */
export const backendModes = ['up', 'slow', 'down'] as const;
export type BackendMode = (typeof backendModes)[number];

/** A value with the words for it; `tone` is a team's name where the value is a team. */
export type Chip = { value: string; label: string };

export type PageUser = { id: number; email: string; firstName: string; lastName: string };
export type PageCard = { title: string; bundleUrl: string; variables: Record<string, string> };

/** Where a card can stand on a record: in the middle, at the side, and in the preview that other pages open. */
export const cardLocations = ['crm.record.tab', 'crm.record.sidebar', 'crm.preview'] as const;
export type CardLocation = (typeof cardLocations)[number];

/** What the app shows outside of records, by the place where it stands. */
export const appPlaces = ['pages', 'settings'] as const;
export type AppPlace = (typeof appPlaces)[number];

export type PageSettings = {
  portalId: number;
  portalName: string;
  /** IANA name. */
  timeZone: string;
  clock: string;
  user: PageUser;
  app: {
    id: number;
    name: string;
    address: string | null;
    /** False once the portal has removed it: then it has neither cards nor pages here. */
    isInstalled: boolean;
    places: Record<AppPlace, PageCard | null>;
  };
  backend: BackendMode;
  counts: Record<PageObject, number>;
  history: 'none' | 'loading' | 'loaded' | 'failed';
  deliveries: { waiting: number; delivered: number; lastFailure: string | null };
};

export type ListRow = {
  type: PageObject;
  id: string;
  name: string;
  /** An address, a domain or a pipeline. */
  detail: string;
  /** The app's tags; null until it has written them. */
  stage: Chip | null;
  team: Chip | null;
  /** The lifecycle stage, or the stage of a deal or a ticket in its pipeline. */
  status: string;
  owner: string;
  /** The last change by anybody but the app. */
  changedAt: string;
};
export type RecordListing = { total: number; rows: ListRow[] };

export type PropertyInput = 'text' | 'number' | 'date' | 'datetime' | 'select' | 'checkboxes' | 'none';
export type PageProperty = {
  name: string;
  label: string;
  /** What is kept; '' when there is none. */
  value: string;
  /** What a person reads; instants stay ISO texts, and `input` says so. */
  text: string;
  input: PropertyInput;
  options: Chip[];
  isReadOnly: boolean;
  changedAt: string | null;
};
export type PropertyGroup = { name: string; label: string; properties: PageProperty[] };

export type AssociatedRecord = { type: PageObject; id: string; name: string; detail: string; isPrimary: boolean };
export type HistoryLine = { name: string; label: string; text: string; at: string; source: string };
export type ActivityLine = { at: string; title: string; text: string; source: string };

export type EventStep = 'waiting' | 'sent' | 'delivered' | 'failed';
export type PageEvent = {
  key: string;
  subscriptionType: string;
  /** What it says, as one short text. */
  text: string;
  occurredAt: string;
  changeSource: string;
  step: EventStep;
  attempts: number;
  /** Real time of the last step. */
  steppedAt: string;
  reason: string | null;
  /** The webhook's body for this event. */
  body: unknown;
};

export type RecordPage = {
  type: PageObject;
  id: string;
  name: string;
  detail: string;
  isArchived: boolean;
  createdAt: string;
  changedAt: string;
  mergedIds: string[];
  /** The property that says the stage, for its button. */
  stageProperty: PageProperty;
  groups: PropertyGroup[];
  tags: PageProperty[];
  associations: AssociatedRecord[];
  activity: ActivityLine[];
  history: HistoryLine[];
  events: PageEvent[];
  cards: Record<CardLocation, PageCard | null>;
};

/** In the form in which HubSpot tells a card of them. */
export type AssociatedRecords = {
  results: {
    toObjectId: number;
    associationTypes: { category: string; typeId: number; label: string }[];
    properties: Record<string, string | null>;
  }[];
  hasMore: boolean;
  nextOffset: number;
};

/** What the stream says happened; the page reads again what it shows. */
export type PageNews =
  | { kind: 'records'; keys: string[]; byUser: boolean; names: string[] }
  | { kind: 'deliveries'; keys: string[] }
  | { kind: 'portal' };
