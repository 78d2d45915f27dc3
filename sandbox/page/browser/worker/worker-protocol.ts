/** What the page and the worker of a card say to each other. Functions travel as calls (remote-ui's RPC). */

export type ExtensionContext = {
  user: {
    id: number;
    email: string;
    emails: string[];
    firstName: string;
    lastName: string;
    teams: [];
    roles: [];
    permissions: [];
    locale: string;
    language: string;
  };
  portal: { id: number; timezone: string };
  extension: { appId: number; appName: string; cardTitle: string };
  variables: Record<string, string>;
};
export type CardContext = ExtensionContext & {
  location: 'crm.record.tab' | 'crm.record.sidebar' | 'crm.preview';
  crm: { objectId: number; objectTypeId: string };
};
export type AppPlaceContext = ExtensionContext & { location: 'settings' | 'pages' };

/** Where the person is within the app's pages: `/health`, and what stands behind the question mark. */
export type PageLocation = { path: string; params: Record<string, string> };

export type ProxiedRequest = {
  requestUri: string;
  method: string;
  requestTimeoutMillis?: number;
  requestBody?: unknown;
  requestHeaders: Record<string, string>;
};
export type ProxiedAnswer = { status: number; text: string };
export type CrmValues = Record<string, string>;
export type AssociationRequest = { toObjectType: string; properties?: string[]; pageLength?: number; offset?: number };
export type AssociationAnswer = {
  results: { toObjectId: number; associationTypes: unknown[]; properties: Record<string, string | null> }[];
  hasMore: boolean;
  nextOffset: number;
};
export type Alert = { type?: string; message: string; title?: string };

/** What the worker may ask of the page. Every call is asynchronous. */
export type CardHost = {
  fetch(request: ProxiedRequest): Promise<ProxiedAnswer>;
  readProperties(names: string[] | '*'): Promise<CrmValues>;
  /** Tells all changes of the record; the answer ends it. */
  followProperties(names: string[], listener: (values: CrmValues) => void): Promise<() => void>;
  /** Tells edits on this page alone, as HubSpot does. */
  onEdit(names: string[] | '*', listener: (values: CrmValues) => void): Promise<void>;
  /** The records of another type, such as `0-1`, that the open one is associated with. */
  readAssociations(request: AssociationRequest): Promise<AssociationAnswer>;
  refresh(): Promise<void>;
  addAlert(alert: Alert): Promise<void>;
  reloadPage(): Promise<void>;
  copyText(text: string): Promise<void>;
  closeOverlay(id: string): Promise<void>;
  /** What `useCrmSearch` asks and is told. */
  searchRecords(request: unknown): Promise<unknown>;
  /** Goes to another of the app's pages. */
  goToPage(to: string, params: Record<string, string>): Promise<void>;
  failed(message: string): Promise<void>;
};

export type CardStart = { bundleUrl: string; context: CardContext | AppPlaceContext; location: PageLocation };
