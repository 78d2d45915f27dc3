import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueSizes } from '../../src/store/queues.ts';
import type { PortalStatus } from '../portal/create-portal.ts';

/** What the demo knows of the two processes at one moment. */
export type Moment = { portal: PortalStatus; queued: QueueSizes };

export async function getJson<Answer>(url: string): Promise<Answer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

export async function postJson(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}

/**
 * Looks at both processes until the portal has delivered everything and the app has nothing left to do. What the app
 * has written may bring it more work, so it must have been at rest twice.
 */
export async function watchUntilAtRest(
  urls: { portal: string; app: string },
  onMoment: (moment: Moment) => Promise<void> | void,
): Promise<void> {
  let restful = 0;
  while (restful < 2) {
    const portal = await getJson<PortalStatus>(`${urls.portal}/sandbox/status`);
    if (portal.history.error !== null) throw new Error(portal.history.error);
    const { queued } = await getJson<{ queued: QueueSizes }>(`${urls.app}/healthz`);
    await onMoment({ portal, queued });
    const isAtRest =
      portal.history.state !== 'loading' &&
      portal.deliveries.finished &&
      Object.values(queued).every((size) => size === 0);
    restful = isAtRest ? restful + 1 : 0;
    await sleep(250);
  }
}

/** Looks at the app until it has made its properties in the portals in which it is installed: before that, nothing can carry them. */
export async function watchUntilPrepared(app: string): Promise<void> {
  for (;;) {
    const { queued } = await getJson<{ queued: QueueSizes }>(`${app}/healthz`);
    if (queued.accounts === 0) return;
    await sleep(50);
  }
}

/** One number of the app's metrics. */
export async function readMetric(app: string, name: string): Promise<number> {
  const response = await fetch(`${app}/metrics`);
  const line = (await response.text()).split('\n').find((text) => text.startsWith(`${name} `));
  return Number(line?.split(' ')[1] ?? Number.NaN);
}
