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

/** `contact.creation`, `deal.propertyChange dealstage`, …: what HubSpot would deliver twice if it stood there twice. */
export function subscriptionNames({ subscriptions }: Webhooks): string[] {
  return [...subscriptions.legacyCrmObjects, ...subscriptions.hubEvents].map((subscription) =>
    'propertyName' in subscription
      ? `${subscription.subscriptionType} ${subscription.propertyName}`
      : subscription.subscriptionType,
  );
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
};

/** The read scopes that the subscriptions need and the app does not ask for. Source: HubSpot's webhooks documentation. */
export function missingReadScopes(app: App, webhooks: Webhooks): string[] {
  const objectTypes = new Set(subscriptionNames(webhooks).map((name) => name.split('.')[0] ?? ''));
  return [...objectTypes]
    .map((objectType) => readScopes[objectType] ?? `unknown object type ${objectType}`)
    .filter((scope) => ![...app.auth.requiredScopes, ...app.auth.optionalScopes].includes(scope));
}
