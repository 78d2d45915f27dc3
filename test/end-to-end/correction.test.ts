import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CardAnswer, cardAnswerSchema } from '../../src/api/card-contract.ts';
import { createInstallation, type Installation } from './installation.ts';

type Json = Record<string, unknown>;

/** What a person says on the card, and the tags that the portal then shows. */
describe('a correction, with the real app and portal', { timeout: 240_000 }, () => {
  let installation: Installation;
  let contact = '';

  beforeAll(async () => {
    // Later than whatever the portal tells, whose clock is the wall clock.
    installation = await createInstallation({ portalId: 20_260_001, now: '2099-01-01T00:00:00Z' });
    await installation.startApp();
    await installation.install();
    const properties = { lifecyclestage: 'marketingqualifiedlead', firstname: 'Karla', lastname: 'Korrektur' };
    contact = String((await call('/sandbox/change', { action: 'create', objectType: 'contact', properties })).recordId);
    await installation.untilAtRest();
  }, 240_000);
  afterAll(() => installation?.stop());

  async function call(path: string, body: object): Promise<Json> {
    const response = await fetch(installation.urls.portal + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status, path).toBe(200);
    return (await response.json()) as Json;
  }

  /** Asks the app as a card does: through the portal, which appends who asks, and signs. */
  async function ask(path: string, body: object): Promise<CardAnswer> {
    const requestUri = `${installation.urls.app}/api/cards/contact/${path}`;
    const requestBody = { objectId: contact, ...body };
    return cardAnswerSchema.parse(
      (await call('/sandbox/fetch', { requestUri, method: 'POST', requestBody })).responseBody,
    );
  }

  /** The stage and the team that the portal shows once the app is at rest. */
  async function tags(): Promise<unknown[]> {
    await installation.untilAtRest();
    const response = await fetch(`${installation.urls.portal}/sandbox/export`);
    const lines = (await response.text()).split('\n').filter((line) => line !== '');
    const found = lines
      .map((line) => JSON.parse(line) as { id: string; properties: Json })
      .find(({ id }) => id === contact);
    return [found?.properties.journey_steward_stage, found?.properties.journey_steward_owner_team];
  }

  const correctionId = randomUUID();
  const correction = { stage: 'expand', reason: 'bought at the counter', correctionId };

  test('is answered with the corrected card, and the tags of the record follow', async () => {
    expect(await tags()).toEqual(['lead-funnel:nurture', 'marketing']);
    const answer = await ask('correction', correction);
    expect(answer).toMatchObject({
      ok: true,
      data: { current: { stage: { id: 'expand' } }, correction: { id: correctionId, by: { id: '900001' } } },
    });
    expect(await tags()).toEqual(['lead-funnel:expand', 'service']);
  });

  test('that is sent again changes nothing', async () => {
    const visits = (await installation.exportVisits()).toString();
    expect(visits).toContain('bought%20at%20the%20counter');
    expect(await ask('correction', correction)).toMatchObject({
      ok: true,
      data: { current: { stage: { id: 'expand' } } },
    });
    expect(await tags()).toEqual(['lead-funnel:expand', 'service']);
    expect((await installation.exportVisits()).toString()).toBe(visits);
  });

  test('that is withdrawn gives the stage back to the rules, in the tags too', async () => {
    expect(await ask('correction/withdraw', { correctionId })).toMatchObject({
      ok: true,
      data: { current: { stage: { id: 'nurture' } }, correction: null },
    });
    expect(await tags()).toEqual(['lead-funnel:nurture', 'marketing']);
  });
});
