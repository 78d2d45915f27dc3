/** What can happen to one CRM object. */
export type HistoryEventName =
  | 'creation'
  | 'deletion'
  | 'merge'
  | 'restore'
  | 'propertyChange'
  | 'associationChange'
  | 'privacyDeletion';

/** `contact.creation`, `deal.associationChange`, …; `object.…` is the generic form, which names its object by `objectTypeId`. */
export type HistorySubscriptionType =
  | `${'contact' | 'company' | 'deal' | 'ticket' | 'object'}.${Exclude<HistoryEventName, 'privacyDeletion'>}`
  | 'contact.privacyDeletion';

/** The classic association types among contacts, companies, deals and tickets; one event per direction. */
export type HistoryAssociationType =
  | 'CONTACT_TO_COMPANY'
  | 'COMPANY_TO_CONTACT'
  | 'CONTACT_TO_DEAL'
  | 'DEAL_TO_CONTACT'
  | 'DEAL_TO_COMPANY'
  | 'COMPANY_TO_DEAL'
  | 'CONTACT_TO_TICKET'
  | 'TICKET_TO_CONTACT'
  | 'COMPANY_TO_TICKET'
  | 'TICKET_TO_COMPANY'
  | 'DEAL_TO_TICKET'
  | 'TICKET_TO_DEAL';

/**
 * One line of a history file: a webhook event as HubSpot sends it. The first eight fields are on every event, the others on
 * the kinds that are named beside them.
 * Source: HubSpot's webhooks documentation, payload fields; live payloads say `subscriptionType` where its sample says `eventType`.
 */
export type HistoryEvent = {
  /** Not unique on HubSpot: never a key. */
  eventId: number;
  subscriptionId: number;
  portalId: number;
  appId: number;
  /** Epoch milliseconds. */
  occurredAt: number;
  subscriptionType: HistorySubscriptionType;
  /** 0 on the first delivery. */
  attemptNumber: number;
  /** Open set: CRM_UI, CRM_UI_BULK_ACTION, IMPORT, FORM, ENGAGEMENTS, INTEGRATION, AUTOMATION_PLATFORM, … */
  changeSource: string;
  /** All but associationChange. Up to 15 digits. */
  objectId?: number;
  /** `object.…` only, for instance `0-1`. */
  objectTypeId?: string;
  /** `userId:…` for a person, `rollup` for activity roll-ups, else an id of the source. */
  sourceId?: string;
  /** creation (`NEW`), deletion (`DELETED`), restore (`RESTORED`). */
  changeFlag?: string;
  /** propertyChange. */
  propertyName?: string;
  /** propertyChange: the new value, always text; an emptied property is the empty string. */
  propertyValue?: string;
  /** merge: the record that the user kept. */
  primaryObjectId?: number;
  /** merge: the records that went into it. */
  mergedObjectIds?: number[];
  /** merge: the record that exists from now on; may differ from `primaryObjectId`. */
  newObjectId?: number;
  /** merge. */
  numberOfPropertiesMoved?: number;
  /** associationChange (classic form). */
  associationType?: HistoryAssociationType;
  /** associationChange. */
  fromObjectId?: number;
  /** associationChange. */
  toObjectId?: number;
  /** `object.associationChange` only. */
  fromObjectTypeId?: string;
  /** `object.associationChange` only. */
  toObjectTypeId?: string;
  /** associationChange: true when the association was taken away. */
  associationRemoved?: boolean;
  /** associationChange. */
  isPrimaryAssociation?: boolean;
};
