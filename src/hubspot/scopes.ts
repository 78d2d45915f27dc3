/** The scopes without which the app cannot work, as app-hsmeta.json asks for them; a test holds the two together. */
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

/** Those of them that an account has not granted. */
export function missingScopes(granted: readonly string[]): string[] {
  return requiredScopes.filter((scope) => !granted.includes(scope));
}

/** With this one the app knows who is a super admin of the portal. */
export const usersScope = 'settings.users.read';

/**
 * Scopes that a portal may leave out, as app-hsmeta.json lists them; docs/hubspot-project.md says what each is for. What was granted
 * is read from each grant and each refresh, because governance may give or take a scope at any time.
 */
export const optionalScopes = ['crm.objects.feedback_submissions.read', usersScope, 'tickets'] as const;
