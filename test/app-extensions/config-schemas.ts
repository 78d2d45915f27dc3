import { z } from 'zod';

/** After substitution of the profile's variables. A pattern, because `protocol` does not reach the JSON Schema. */
const httpsUrl = z.url().regex(/^https:\/\//);
const scope = z.string().regex(/^[a-z][a-z0-9_.-]*$/);
const scopes = z.array(scope).refine((list) => new Set(list).size === list.length, 'a scope is listed twice');
const entrypoint = z.string().regex(/^\/app\/.+\.(?:js|ts|tsx|jsx)$/);
const objectType = z.enum(['contacts', 'companies', 'deals']);

/** HubSpot accepts plain HTTP for a redirect to this machine only. */
const redirectUrl = z.union([httpsUrl, z.url().regex(/^http:\/\/localhost(?::\d+)?\//)]);

const app = z.strictObject({
  name: z.string().min(1).max(200),
  description: z.string().min(1).max(8192),
  logo: z.string().regex(/^\/app\/.+\.(?:png|jpe?g|gif|bmp)$/),
  distribution: z.literal('marketplace'),
  auth: z.strictObject({
    type: z.literal('oauth'),
    redirectUrls: z.array(redirectUrl).min(1),
    requiredScopes: scopes.min(1),
    optionalScopes: scopes,
    conditionallyRequiredScopes: scopes,
  }),
  permittedUrls: z.strictObject({
    fetch: z.array(httpsUrl),
    iframe: z.array(httpsUrl),
    img: z.array(httpsUrl),
  }),
  support: z.strictObject({
    supportEmail: z.email(),
    documentationUrl: httpsUrl,
    supportUrl: httpsUrl,
    supportPhone: z
      .string()
      .regex(/^\+\d[\d ]+$/)
      .optional(),
  }),
});

const classicEvent = z.strictObject({
  subscriptionType: z
    .string()
    .regex(/^(?:contact|company|deal|ticket)\.(?:creation|deletion|merge|restore|associationChange)$/),
  active: z.boolean(),
});
const classicPropertyChange = z.strictObject({
  subscriptionType: z.string().regex(/^(?:contact|company|deal|ticket)\.propertyChange$/),
  propertyName: z.string().regex(/^[a-z][a-z0-9_]*$/),
  active: z.boolean(),
});

// Classic events of an object and generic ones would both be delivered, so only what has no classic ones is generic.
const genericObject = z.enum(['call', 'email', 'meeting_event', 'note', 'communication', 'feedback_submission']);
const genericEvent = z.strictObject({
  subscriptionType: z.string().regex(/^object\.(?:creation|deletion|restore|associationChange)$/),
  objectType: genericObject,
  active: z.boolean(),
});
const genericPropertyChange = z.strictObject({
  subscriptionType: z.literal('object.propertyChange'),
  objectType: genericObject,
  propertyName: z.string().regex(/^[a-z][a-z0-9_]*$/),
  active: z.boolean(),
});

const webhooks = z.strictObject({
  settings: z.strictObject({
    targetUrl: httpsUrl,
    // HubSpot asks for more than five.
    maxConcurrentRequests: z.int().min(6),
  }),
  subscriptions: z.strictObject({
    crmObjects: z.array(z.union([genericPropertyChange, genericEvent])).max(1000),
    legacyCrmObjects: z
      .array(z.union([classicPropertyChange, classicEvent]))
      .min(1)
      .max(1000),
    hubEvents: z.array(z.strictObject({ subscriptionType: z.literal('contact.privacyDeletion'), active: z.boolean() })),
  }),
});

const card = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  location: z.enum(['crm.record.tab', 'crm.record.sidebar', 'crm.preview']),
  entrypoint,
  objectTypes: z.array(objectType).min(1),
});

const extensionPoint = z.strictObject({ entrypoint });

const actionField = z.looseObject({
  typeDefinition: z.looseObject({
    name: z.string().min(1),
    type: z.string(),
    fieldType: z.string(),
    optionsUrl: httpsUrl.optional(),
  }),
});

const workflowAction = z.looseObject({
  actionUrl: httpsUrl,
  isPublished: z.boolean(),
  supportedClients: z.array(z.looseObject({ client: z.enum(['WORKFLOWS', 'AGENTS']) })).min(1),
  objectTypes: z.array(z.enum(['CONTACT', 'COMPANY', 'DEAL'])),
  inputFields: z.array(actionField),
  outputFields: z.array(actionField).optional(),
  labels: z.looseObject({
    en: z.looseObject({ actionName: z.string().min(1), appDisplayName: z.string().optional() }),
  }),
});

/**
 * One schema of `config` per component type, keyed by the internal type name of HubSpot's parser. They stand in for the
 * schemas that HubSpot serves to accounts only, and are stricter: they refuse what this project does not use.
 */
export const configSchemas = {
  APPLICATION: app,
  WEBHOOKS: webhooks,
  CARD: card,
  SETTINGS: extensionPoint,
  PAGE: extensionPoint,
  WORKFLOW_ACTION: workflowAction,
} as const;
