import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import { propertiesToFollow, readFollowedProperties } from '../../src/hubspot/followed-properties.ts';
import { followedProperties } from '../../src/journey/models/followed-properties.ts';
import { modelProperties } from '../../src/journey/models/model-properties.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { objectTypes } from '../../src/journey/vocabulary.ts';
import { readAppAndWebhooks, subscriptionNames } from '../app-extensions/subscriptions.ts';
import { answerCalls } from './answer-calls.ts';

const model = preset('client-lifecycle');

describe('the properties whose past is read', () => {
  test.each(objectTypes)('of a %s are those that the app has subscribed to', async (objectType) => {
    const { webhooks } = await readAppAndWebhooks();
    const start = `${objectType}.propertyChange `;
    const heard = subscriptionNames(webhooks).filter((name) => name.startsWith(start));
    expect([...followedProperties[objectType]].sort()).toEqual(heard.map((name) => name.slice(start.length)).sort());
  });

  test('are also those that the model asks for, and those that tell of activities', () => {
    const followed = [...propertiesToFollow('contact', { model })];
    expect(followed).toEqual(expect.arrayContaining([...modelProperties(model), 'first_conversion_date']));
    expect(propertiesToFollow('deal', { model })).toContain('closed_lost_reason');
  });

  test('are asked for where the portal has them, with their types', async () => {
    const { hubspot, calls } = answerCalls(() => ({
      body: {
        results: [
          { name: 'closedate', type: 'datetime' },
          { name: 'dealstage', type: 'enumeration' },
          { name: 'favourite_colour', type: 'string' },
        ],
      },
    }));
    const followed = await readFollowedProperties(hubspot, { accountId: '33', objectType: 'deal', model });
    expect([...followed]).toEqual([
      ['closedate', 'datetime'],
      ['dealstage', 'enumeration'],
    ]);
    expect(calls).toEqual([{ method: 'GET', path: apiPaths.properties('deal') }]);
  });
});
