import { Signature } from '@hubspot/api-client';
import { describe, expect, it } from 'vitest';
import { manyContacts } from './history-lines.ts';
import { receiveDeliveries } from './receive-deliveries.ts';
import { clientSecret, startPortal } from './start-portal.ts';

const quickRetries = { retryMinimumMs: 1, retryMaximumMs: 40 };

describe('webhook deliveries', () => {
  it('are signed as HubSpot signs them, v1 and v3, over the bytes that were sent', async () => {
    const app = await receiveDeliveries();
    const { portal } = await startPortal({ targetUrl: app.url });
    const before = Date.now();
    portal.change({ action: 'create', objectType: 'contact', properties: { firstname: 'Zoë 李' } });
    await portal.deliveries.finished();
    const { headers, rawBody } = app.deliveries[0]!;
    const timestamp = Number(headers['x-hubspot-request-timestamp']);
    const signed = { clientSecret, requestBody: rawBody, url: app.url, method: 'POST', timestamp };
    const v1 = String(headers['x-hubspot-signature']);
    const v3 = String(headers['x-hubspot-signature-v3']);
    expect(headers['x-hubspot-signature-version']).toBe('v1');
    expect(timestamp).toBeGreaterThanOrEqual(before);
    expect(Signature.isValid({ ...signed, signature: v1, signatureVersion: 'v1' })).toBe(true);
    expect(Signature.isValid({ ...signed, signature: v3, signatureVersion: 'v3' })).toBe(true);
    const changed = { ...signed, requestBody: `${rawBody} ` };
    expect(Signature.isValid({ ...changed, signature: v3, signatureVersion: 'v3' })).toBe(false);
  });

  it('carry up to 100 events each', async () => {
    const app = await receiveDeliveries();
    const { portal } = await startPortal({ targetUrl: app.url });
    await portal.playHistory({ lines: manyContacts(125) });
    await portal.deliveries.finished();
    expect(app.deliveries.map((delivery) => delivery.events.length).sort()).toEqual([100, 100, 50]);
    expect(portal.status().deliveries).toMatchObject({
      events: 250,
      deliveredEvents: 250,
      attempts: 3,
      finished: true,
    });
  });

  it('are never more than ten at a time', async () => {
    const releases: (() => void)[] = [];
    let open = 0;
    let mostOpen = 0;
    const app = await receiveDeliveries(async () => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      await new Promise<void>((resolve) => releases.push(resolve));
      open -= 1;
      return 200;
    });
    const { portal } = await startPortal({ targetUrl: app.url });
    await portal.playHistory({ lines: manyContacts(1500) });
    for (let answered = 0; answered < 30; answered += 1) {
      await app.arrived(Math.min(30, answered + 10));
      expect(portal.status().deliveries.inFlight).toBeLessThanOrEqual(10);
      releases[answered]?.();
    }
    await portal.deliveries.finished();
    expect(mostOpen).toBe(10);
    expect(portal.status().deliveries).toMatchObject({ largestInFlight: 10, deliveredEvents: 3000, attempts: 30 });
  });

  it.each([400, 404, 500, 503])(
    'come again after an answer of %i, event by event, with the next attempt number',
    async (status) => {
      const app = await receiveDeliveries((_delivery, index) => (index === 0 ? status : 200));
      const { portal } = await startPortal({ targetUrl: app.url, retryMinimumMs: 60, retryMaximumMs: 400 });
      await portal.playHistory({ lines: manyContacts(50) });
      await portal.deliveries.finished();
      const retried = app.deliveries.slice(1);
      const events = retried.flatMap((delivery) => delivery.events);
      expect(events).toHaveLength(100);
      expect(new Set(events.map((event) => event.attemptNumber))).toEqual(new Set([1]));
      expect(retried.length, 'the events come back in other batches').toBeGreaterThan(1);
      expect(portal.status().deliveries).toMatchObject({
        deliveredEvents: 100,
        failedAttempts: 1,
        retriedEvents: 100,
        givenUpEvents: 0,
        lastFailure: `status ${status}`,
      });
    },
  );

  it('are given up after ten retries', async () => {
    const app = await receiveDeliveries(() => 500);
    const { portal } = await startPortal({ targetUrl: app.url, ...quickRetries });
    portal.change({ action: 'create', objectType: 'company', properties: {} });
    await portal.deliveries.finished();
    expect(app.events().map((event) => event.attemptNumber)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(portal.status().deliveries).toMatchObject({ deliveredEvents: 0, givenUpEvents: 1, pendingEvents: 0 });
  });

  it('come again when the app does not answer in time', async () => {
    const late = Promise.withResolvers<number>();
    const app = await receiveDeliveries((_delivery, index) => (index === 0 ? late.promise : 200));
    const { portal } = await startPortal({ targetUrl: app.url, deliveryTimeoutMs: 1_000, ...quickRetries });
    portal.change({ action: 'create', objectType: 'company', properties: {} });
    await portal.deliveries.finished();
    late.resolve(200);
    expect(app.events().map((event) => event.attemptNumber)).toEqual([0, 1]);
    expect(portal.status().deliveries.lastFailure).toContain('no answer within 1000 ms');
  });

  it('come again when nobody listens', async () => {
    const app = await receiveDeliveries();
    const { portal } = await startPortal({
      targetUrl: 'http://127.0.0.1:1/webhooks',
      retryMinimumMs: 100,
      retryMaximumMs: 100,
    });
    const failed = new Promise<void>((resolve) => {
      const look = (): void => {
        if (portal.status().deliveries.failedAttempts > 0) resolve();
        else setImmediate(look);
      };
      look();
    });
    portal.change({ action: 'create', objectType: 'company', properties: {} });
    await failed;
    portal.deliveries.setTarget(app.url);
    await portal.deliveries.finished();
    expect(app.events()).toHaveLength(1);
  });

  it('wait until there is a target', async () => {
    const app = await receiveDeliveries();
    const { portal } = await startPortal();
    portal.change({ action: 'create', objectType: 'company', properties: {} });
    expect(portal.status().deliveries).toMatchObject({ pendingEvents: 1, finished: false });
    portal.deliveries.setTarget(app.url);
    await portal.deliveries.finished();
    expect(app.events()).toHaveLength(1);
  });
});
