import { isActivity, type ObjectType, objectTypeNames } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import type { ChangeSource } from '../records/crm-record.ts';
import type { PortalChange } from '../records/portal-change.ts';

export type Answer = { status: number; body?: unknown };

/** One call of the CRM API, as a route sees it. */
export type Call = {
  state: PortalState;
  params: Record<string, string>;
  query: Record<string, string | undefined>;
  /** Parsed JSON, or undefined. */
  body: unknown;
  /** The calling app, as source of what it changes. */
  source: ChangeSource;
  /** Tells the webhooks what the call has changed. */
  emit: (changes: readonly PortalChange[]) => void;
  /** Whether a fault on demand makes the next input of a batch fail alone. */
  failsInput: () => boolean;
};

export type Verb = 'get' | 'post' | 'patch' | 'put' | 'delete';

export type Route = {
  verb: Verb;
  /** Express path; `:version` and `:objectType` are checked before the route runs. */
  path: string;
  /** The scopes of which one is needed, by object type (null where the path has none). */
  scopes: (type: ObjectType | null) => string[];
  /** Search has a limit of its own. */
  limit?: 'search';
  handle: (call: Call) => Answer;
};

export const apiVersions = ['2026-03', '2026-09'];

/** Tickets have one scope for everything. Source: PLATFORM 5.3. Activities are read and written with those of contacts. */
const ticketScopes = ['tickets'];

export function objectScopes(access: 'read' | 'write') {
  return (type: ObjectType | null): string[] =>
    type === 'ticket' ? ticketScopes : [`crm.objects.${pluralOf(type)}.${access}`];
}

export function schemaScopes(access: 'read' | 'write') {
  return (type: ObjectType | null): string[] => {
    if (type === 'ticket') return ticketScopes;
    const plural = pluralOf(type);
    return access === 'read'
      ? [`crm.schemas.${plural}.read`, `crm.objects.${plural}.read`]
      : [`crm.schemas.${plural}.write`];
  };
}

function pluralOf(type: ObjectType | null): string {
  return objectTypeNames[type === null || isActivity(type) ? 'contact' : type].plural;
}
