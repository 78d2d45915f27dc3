import type { z } from 'zod';
import { configSchemas } from './config-schemas.ts';
import { parseProject } from './parse-project.ts';
import { sourceDir } from './project-folder.ts';

export type App = z.infer<typeof configSchemas.APPLICATION>;
export type Webhooks = z.infer<typeof configSchemas.WEBHOOKS>;

export async function readAppAndWebhooks(): Promise<{ app: App; webhooks: Webhooks }> {
  const { components } = await parseProject(sourceDir);
  const configOf = (type: string) => components.find((component) => component.componentType === type)?.config;
  return {
    app: configSchemas.APPLICATION.parse(configOf('APPLICATION')),
    webhooks: configSchemas.WEBHOOKS.parse(configOf('WEBHOOKS')),
  };
}

/** `contact.creation`, `call.propertyChange hs_timestamp`, …: what HubSpot would deliver twice if it stood there twice. */
export function subscriptionNames({ subscriptions }: Webhooks): string[] {
  const { crmObjects, legacyCrmObjects, hubEvents } = subscriptions;
  return [...crmObjects, ...legacyCrmObjects, ...hubEvents].map((subscription) => {
    const { subscriptionType } = subscription;
    const name =
      'objectType' in subscription
        ? subscriptionType.replace('object', String(subscription.objectType))
        : subscriptionType;
    return 'propertyName' in subscription ? `${name} ${subscription.propertyName}` : name;
  });
}

/** What is listed twice, each once. */
export function duplicatesIn(names: string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

const readScopes: Record<string, string> = {
  contact: 'crm.objects.contacts.read',
  company: 'crm.objects.companies.read',
  deal: 'crm.objects.deals.read',
  ticket: 'tickets',
  call: 'crm.objects.contacts.read',
  email: 'crm.objects.contacts.read',
  meeting_event: 'crm.objects.contacts.read',
  note: 'crm.objects.contacts.read',
  communication: 'crm.objects.contacts.read',
  feedback_submission: 'crm.objects.feedback_submissions.read',
};

/** The read scopes that the subscriptions need and the app does not ask for. Source: HubSpot's webhooks documentation. */
export function missingReadScopes(app: App, webhooks: Webhooks): string[] {
  const objectTypes = new Set(subscriptionNames(webhooks).map((name) => name.split('.')[0] ?? ''));
  return [...objectTypes]
    .map((objectType) => readScopes[objectType] ?? `unknown object type ${objectType}`)
    .filter((scope) => ![...app.auth.requiredScopes, ...app.auth.optionalScopes].includes(scope));
}
