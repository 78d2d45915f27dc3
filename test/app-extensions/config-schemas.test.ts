import { describe, expect, it } from 'vitest';
import { configSchemas } from './config-schemas.ts';
import { readAppAndWebhooks } from './subscriptions.ts';

const { app, webhooks } = await readAppAndWebhooks();

/** The paths of the values that a schema complains about. */
function complaints(schema: (typeof configSchemas)[keyof typeof configSchemas], config: unknown): string[] {
  const issues = schema.safeParse(config).error?.issues ?? [];
  return [...new Set(issues.map((issue) => issue.path.join('.')))];
}

describe('the schema of the app', () => {
  it.each([
    ['a legacy distribution', { ...app, distribution: 'private' }, 'distribution'],
    ['no name', { ...app, name: '' }, 'name'],
    ['a logo outside the app folder', { ...app, logo: 'logo.svg' }, 'logo'],
    ['a redirect over plain HTTP', withAuth({ redirectUrls: ['http://journey.example/cb'] }), 'auth.redirectUrls.0'],
    ['no required scope', withAuth({ requiredScopes: [] }), 'auth.requiredScopes'],
    ['a scope twice', withAuth({ requiredScopes: ['oauth', 'oauth'] }), 'auth.requiredScopes'],
    [
      'a placeholder for a host',
      { ...app, permittedUrls: { fetch: ['API'], iframe: [], img: [] } },
      'permittedUrls.fetch.0',
    ],
    ['a phone number without +', { ...app, support: { ...app.support, supportPhone: '030' } }, 'support.supportPhone'],
    ['a misspelt key', { ...app, permitedUrls: {} }, ''],
  ])('refuses %s', (_reason, config, path) => {
    expect(complaints(configSchemas.APPLICATION, config)).toEqual([path]);
  });

  it('accepts a redirect to this machine for development', () => {
    expect(complaints(configSchemas.APPLICATION, withAuth({ redirectUrls: ['http://localhost:3000/cb'] }))).toEqual([]);
  });

  function withAuth(change: Partial<typeof app.auth>) {
    return { ...app, auth: { ...app.auth, ...change } };
  }
});

describe('the schema of the webhooks', () => {
  const first = { subscriptionType: 'contact.creation', active: true };
  it.each([
    ['a target over plain HTTP', withSettings({ targetUrl: 'http://journey.example/webhooks' }), 'settings.targetUrl'],
    ['five requests at once', withSettings({ maxConcurrentRequests: 5 }), 'settings.maxConcurrentRequests'],
    ['no subscription', withSubscriptions([]), 'subscriptions.legacyCrmObjects'],
    ['1001 subscriptions', withSubscriptions(Array(1001).fill(first)), 'subscriptions.legacyCrmObjects'],
    [
      'an event that does not exist',
      withSubscriptions([{ ...first, subscriptionType: 'contact.changed' }]),
      'subscriptions.legacyCrmObjects.0.subscriptionType',
    ],
    [
      'a generic event among the classic ones',
      withSubscriptions([{ ...first, subscriptionType: 'object.creation' }]),
      'subscriptions.legacyCrmObjects.0.subscriptionType',
    ],
    [
      'a property change without its property',
      withSubscriptions([{ ...first, subscriptionType: 'deal.propertyChange' }]),
      'subscriptions.legacyCrmObjects.0.subscriptionType',
    ],
    [
      'a creation with a property',
      withSubscriptions([{ ...first, propertyName: 'email' }]),
      'subscriptions.legacyCrmObjects.0',
    ],
    [
      'no active flag',
      withSubscriptions([{ subscriptionType: 'contact.creation' }]),
      'subscriptions.legacyCrmObjects.0',
    ],
    [
      'the same events in generic form too',
      {
        ...webhooks,
        subscriptions: {
          ...webhooks.subscriptions,
          crmObjects: [{ subscriptionType: 'object.creation', objectType: 'contact', active: true }],
        },
      },
      'subscriptions.crmObjects.0',
    ],
  ])('refuses %s', (_reason, config, path) => {
    expect(complaints(configSchemas.WEBHOOKS, config)).toEqual([path]);
  });

  function withSettings(change: Partial<typeof webhooks.settings>) {
    return { ...webhooks, settings: { ...webhooks.settings, ...change } };
  }
  function withSubscriptions(legacyCrmObjects: unknown[]) {
    return { ...webhooks, subscriptions: { ...webhooks.subscriptions, legacyCrmObjects } };
  }
});

describe('the schemas of what the app shows and does in HubSpot', () => {
  const card = {
    name: 'Journey',
    location: 'crm.record.tab',
    entrypoint: '/app/cards/Journey.tsx',
    objectTypes: ['contacts'],
  };
  it('accept a card', () => {
    expect(complaints(configSchemas.CARD, card)).toEqual([]);
  });
  it.each([
    ['a location that does not exist', { ...card, location: 'crm.record.top' }, 'location'],
    ['an entry point outside the app folder', { ...card, entrypoint: '../Journey.tsx' }, 'entrypoint'],
    ['an object type whose scope is not requested', { ...card, objectTypes: ['tickets'] }, 'objectTypes.0'],
  ])('refuse a card with %s', (_reason, config, path) => {
    expect(complaints(configSchemas.CARD, config)).toEqual([path]);
  });
  it('refuse a settings page without an entry point', () => {
    expect(complaints(configSchemas.SETTINGS, {})).toEqual(['entrypoint']);
  });
  it('refuse a workflow action over plain HTTP and without an English label', () => {
    const action = {
      actionUrl: 'http://journey.example/actions/stage',
      isPublished: true,
      supportedClients: [{ client: 'WORKFLOWS' }],
      objectTypes: ['CONTACT'],
      inputFields: [],
      labels: { de: { actionName: 'Phase lesen' } },
    };
    expect(complaints(configSchemas.WORKFLOW_ACTION, action)).toEqual(['actionUrl', 'labels.en']);
  });
});
