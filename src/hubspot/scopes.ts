/** The scopes without which the app cannot work, as app-hsmeta.json asks for them. */
export const requiredScopes = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
  'crm.schemas.deals.read',
  'crm.schemas.deals.write',
  'crm.objects.owners.read',
] as const;

/**
 * Scopes that a portal may leave out. Without `tickets` there is no evidence of tickets, without the one of feedback none of surveys.
 * Calls, e-mails, meetings, notes and messages are heard of with the scope of contacts.
 */
export const optionalScopes = ['tickets', 'crm.objects.feedback_submissions.read'] as const;
