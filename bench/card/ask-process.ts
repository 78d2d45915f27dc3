/** A process that asks for cards at an even rate, whatever the answers: one that is late does not keep the next from being asked. */
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { cardAnswerSchema } from '../../src/api/card-contract.ts';
import { signedHeaders } from '../../test/webhooks/signed-headers.ts';
import { answerParent, childData } from '../child.ts';
import { type AskedKind, askedContact, askedShares, cardPortalId } from './card-account.ts';
import { send } from './keep-asking.ts';
import { threadTimeMs } from './thread-time.ts';

export type AskPlan = {
  appUrl: string;
  appProcessId: number;
  clientSecret: string;
  contacts: number;
  asksPerSecond: number;
};
/**
 * One answer: the kind of contact, or `unsigned` for the same question that the app refuses before it reads anything. `ownMs` is the time
 * that the app's thread of the requests had a processor between question and answer, for whatever; null where nobody tells.
 */
export type Asked = { kind: AskedKind | 'unsigned'; ms: number; ownMs: number | null; bytes: number };

const plan = childData<AskPlan>();
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const random = createSeededRandom(11);

answerParent<{ seconds: number }, Asked[]>(
  async ({ seconds }) => {
    const everyMs = 1_000 / plan.asksPerSecond;
    const count = Math.floor(seconds * plan.asksPerSecond);
    const start = performance.now();
    const answers: Promise<Answered>[] = [];
    for (let index = 0; index < count; index += 1) {
      const waitMs = start + index * everyMs - performance.now();
      if (waitMs > 0) await sleep(waitMs);
      answers.push(ask(kindOf(random.next())));
      // Half way to the next card, so that neither waits for the other.
      await sleep(Math.max(0, start + (index + 0.5) * everyMs - performance.now()));
      answers.push(ask('unsigned'));
    }
    const all = await Promise.all(answers);
    for (const one of all) check(one);
    return all.map(({ kind, ms, ownMs, body }) => ({ kind, ms, ownMs, bytes: body.length }));
  },
  async () => agent.destroy(),
);

function kindOf(share: number): AskedKind {
  let sum = 0;
  for (const [kind, part] of Object.entries(askedShares)) {
    sum += part;
    if (share < sum) return kind as AskedKind;
  }
  return 'any';
}

type Answered = Omit<Asked, 'bytes'> & { objectId: string; status: number; body: string };

async function ask(kind: Asked['kind']): Promise<Answered> {
  const objectId = askedContact(kind === 'unsigned' ? 'any' : kind, plan.contacts, random);
  const target = `/api/cards/contact?objectId=${objectId}&language=en&userId=5&portalId=${cardPortalId}&appId=7`;
  const signing = { secret: plan.clientSecret, method: 'GET', url: plan.appUrl + target, body: '' };
  const headers = kind === 'unsigned' ? {} : signedHeaders(signing, ['v3']);
  const before = threadTimeMs(plan.appProcessId);
  const start = performance.now();
  const { status, body } = await send(plan.appUrl + target, { agent, headers });
  const ms = performance.now() - start;
  const after = threadTimeMs(plan.appProcessId);
  const ownMs = before === null || after === null ? null : after - before;
  return { kind, ms, ownMs, objectId, status, body };
}

/** An answer that is not the card of a contact in its journey makes no figure. */
function check({ kind, objectId, status, body }: Answered): void {
  if (kind === 'unsigned') {
    if (status !== 401) throw new Error(`A question without signature was answered ${status}.`);
    return;
  }
  const answer = cardAnswerSchema.parse(JSON.parse(body));
  if (!answer.ok || answer.data.state !== 'in-journey' || answer.data.visits.length === 0)
    throw new Error(`The card of ${objectId} (${kind}) is ${status} ${body.slice(0, 200)}`);
}
