import type { ObjectType, PastType } from '../journey/vocabulary.ts';

/**
 * The one place that knows HubSpot's paths. They are dated: a version is supported for 18 months. `2026-09` is taken
 * where it exists, else `2026-03`. Source: HubSpot's published API descriptions.
 */
const objectPaths: Readonly<Record<PastType | 'task', string>> = {
  contact: 'contacts',
  deal: 'deals',
  company: 'companies',
  ticket: 'tickets',
  call: 'calls',
  email: 'emails',
  meeting: 'meetings',
  note: 'notes',
  communication: 'communications',
  task: 'tasks',
};

export const apiPaths = {
  token: () => '/oauth/2026-03/token',
  accountDetails: () => '/account-info/2026-09/details',
  batchRead: (objectType: PastType) => `/crm/objects/2026-09/${objectPaths[objectType]}/batch/read`,
  search: (objectType: PastType) => `/crm/objects/2026-09/${objectPaths[objectType]}/search`,
  associationsBatchRead: (fromType: PastType, toType: PastType | 'task') =>
    `/crm/associations/2026-09/${objectPaths[fromType]}/${objectPaths[toType]}/batch/read`,
  batchUpdate: (objectType: ObjectType) => `/crm/objects/2026-09/${objectPaths[objectType]}/batch/update`,
  tasksBatchRead: () => '/crm/objects/2026-09/tasks/batch/read',
  tasksBatchCreate: () => '/crm/objects/2026-09/tasks/batch/create',
  tasksBatchUpdate: () => '/crm/objects/2026-09/tasks/batch/update',
  properties: (objectType: PastType) => `/crm/properties/2026-09/${objectPaths[objectType]}`,
  property: (objectType: ObjectType, name: string) =>
    `/crm/properties/2026-09/${objectPaths[objectType]}/${encodeURIComponent(name)}`,
  propertiesBatchCreate: (objectType: ObjectType) => `/crm/properties/2026-09/${objectPaths[objectType]}/batch/create`,
  propertyGroups: (objectType: ObjectType) => `/crm/properties/2026-09/${objectPaths[objectType]}/groups`,
  users: () => '/settings/users/2026-03',
  user: (userId: string) => `/settings/users/2026-03/${encodeURIComponent(userId)}?idProperty=USER_ID`,
  owners: () => '/crm/owners/2026-09',
  dealPipelines: () => '/crm/pipelines/2026-09/deals',
  ticketPipelines: () => '/crm/pipelines/2026-09/tickets',
  journalEarliest: () => '/webhooks-journal/journal/2026-03/earliest',
  journalLatest: () => '/webhooks-journal/journal/2026-03/latest',
  journalNext: (offset: string) => `/webhooks-journal/journal/2026-03/offset/${encodeURIComponent(offset)}/next`,
  journalSubscriptions: () => '/webhooks-journal/subscriptions/2026-03',
  journalSubscription: (id: number) => `/webhooks-journal/subscriptions/2026-03/${id}`,
  journalSubscriptionsOf: (accountId: string) => `/webhooks-journal/subscriptions/2026-03/portals/${accountId}`,
} as const;
