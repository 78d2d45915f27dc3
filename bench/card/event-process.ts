/** A process that sends signed deliveries at an even rate, whatever the answers, on as many connections as HubSpot uses. */
import { Agent } from 'node:http';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { signedHeaders } from '../../test/webhooks/signed-headers.ts';
import { answerParent, childData } from '../child.ts';
import { sampleEvent } from '../load/sample-events.ts';
import { webhookPath } from '../settings.ts';
import { cardPortalId, changingContacts, contactId } from './card-account.ts';
import { send } from './keep-asking.ts';

export type EventPlan = { appUrl: string; clientSecret: string; contacts: number; eventsPerSecond: number };
export type EventAnswer = { sent: number; taken: number; refused: Record<string, number>; elapsedMs: number };

const mostEventsOfDelivery = 100;
const connections = 10;
// It stands for another machine, which would take no processor from the app.
setPriority(10);
const plan = childData<EventPlan>();
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const random = createSeededRandom(7);
const changing = changingContacts(plan.contacts);
let number = 0;

answerParent<{ seconds: number }, EventAnswer>(
  async ({ seconds }) => {
    const deliverySize = Math.min(mostEventsOfDelivery, plan.eventsPerSecond);
    const everyMs = (deliverySize * 1_000) / plan.eventsPerSecond;
    const count = Math.floor((seconds * 1_000) / everyMs);
    const answer: EventAnswer = { sent: 0, taken: 0, refused: {}, elapsedMs: 0 };
    const start = performance.now();
    const answered: Promise<void>[] = [];
    for (let index = 0; index < count; index += 1) {
      const waitMs = start + index * everyMs - performance.now();
      if (waitMs > 0) await sleep(waitMs);
      answer.sent += deliverySize;
      answered.push(
        deliver(deliverySize).then((status) => {
          if (status === '200') answer.taken += deliverySize;
          else answer.refused[status] = (answer.refused[status] ?? 0) + deliverySize;
        }),
      );
    }
    await Promise.all(answered);
    answer.elapsedMs = performance.now() - start;
    return answer;
  },
  async () => agent.destroy(),
);

/** Changes of contacts from all over the account, each another than the one before. */
function deliver(size: number): Promise<string> {
  const events = Array.from({ length: size }, () => {
    number += 1;
    const objectId = Number(contactId(random.pick(changing)));
    return { ...sampleEvent(number), portalId: cardPortalId, objectId, occurredAt: Date.now() - size };
  });
  const body = JSON.stringify(events);
  const url = `${plan.appUrl}${webhookPath}`;
  const headers = signedHeaders({ secret: plan.clientSecret, url, body }, ['v1', 'v3']);
  const options = { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json' } };
  return send(url, options, body).then(
    ({ status }) => String(status),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
