import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createPortal } from '../../sandbox/portal/create-portal.ts';
import { readSubscriptions } from '../../sandbox/portal/deliveries/subscriptions.ts';
import { createSeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { type ListeningPortal, shareAddress } from '../../sandbox/portal/share-address.ts';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { scenarioOwners } from '../../sandbox/scenario/scenario-owners.ts';
import { scenarioPipelines } from '../../sandbox/scenario/scenario-pipelines.ts';
import { answerParent, childData } from '../child.ts';
import { endsAt, inventLife } from './invent-life.ts';
import { truthOf } from './portal-truth.ts';

export type PortalTerms = { portalId: number; contacts: number; seed: number };
export type HubSpotTerms = {
  clientId: string;
  clientSecret: string;
  callsPerTenSeconds: number;
  subscriptionsPath: string;
  portals: PortalTerms[];
};
export type HubSpotQuestion =
  | { ask: 'open' }
  | { ask: 'sign-in'; portalId: number }
  | { ask: 'live'; part: 'during' | 'after'; duplicateRate: number }
  | { ask: 'write-truth'; portalId: number; path: string };
export type HubSpotAnswer = { url: string; portalUrls: Record<string, string> };

const terms = childData<HubSpotTerms>();
const lives = new Map(terms.portals.map((portal) => [portal.portalId, inventLife(portal)]));
const opened = await open();

async function open() {
  const subscriptions = await readSubscriptions(terms.subscriptionsPath);
  const portals: ListeningPortal[] = [];
  for (const { portalId, seed } of terms.portals) {
    const portal = createPortal({
      ...{ portalId, seed, subscriptions, owners: scenarioOwners, pipelines: scenarioPipelines },
      ...{ clientId: terms.clientId, clientSecret: terms.clientSecret, callsPerTenSeconds: terms.callsPerTenSeconds },
      // Longer than it takes to notice that the app was killed: each kill may cost an event one of its ten retries, not two.
      ...{ retryMinimumMs: 300, retryMaximumMs: 1_000 },
    });
    const { url } = await portal.start();
    await portal.playHistory({ lines: linesOf(lives.get(portalId)?.past ?? []), dropRate: 1, nowMs: endsAt });
    portals.push({ portal, url });
  }
  return { portals, shared: await shareAddress(portals) };
}

function* linesOf(events: readonly HistoryEvent[]): Generator<string> {
  for (const event of events) yield JSON.stringify(event);
}

function portalOf(portalId: number): ListeningPortal {
  const found = opened.portals.find(({ portal }) => portal.state.portalId === portalId);
  if (found === undefined) throw new Error(`There is no portal ${portalId}.`);
  return found;
}

/** All of it happens in the portal at once, and what is not lost is then delivered: in any order, and some of it twice. */
async function live(part: 'during' | 'after', duplicateRate: number): Promise<void> {
  for (const { portal } of opened.portals) {
    const { portalId } = portal.state;
    const { told, lost } = lives.get(portalId)?.[part] ?? { told: [], lost: [] };
    await portal.playHistory({ lines: linesOf([...lost, ...told]), dropRate: 1, nowMs: endsAt });
    const random = createSeededRandom(portalId);
    const copies = told.filter(() => random.next() < duplicateRate);
    const delivered = [...told, ...copies.map((event) => ({ ...event, eventId: random.integer(1, 1_000_000_000) }))];
    portal.deliveries.enqueue(random.shuffle(delivered));
  }
}

answerParent<HubSpotQuestion, HubSpotAnswer>(
  async (question) => {
    if (question.ask === 'sign-in') opened.shared.signIn(question.portalId);
    if (question.ask === 'live') await live(question.part, question.duplicateRate);
    if (question.ask === 'write-truth') {
      const { state } = portalOf(question.portalId).portal;
      const lines = Readable.from(truthOf(state), { objectMode: true }).map((record) => `${JSON.stringify(record)}\n`);
      await pipeline(lines, createWriteStream(question.path));
    }
    const portalUrls = Object.fromEntries(opened.portals.map(({ portal, url }) => [portal.state.portalId, url]));
    return { url: opened.shared.url, portalUrls };
  },
  async () => {
    await opened.shared.stop();
    for (const { portal } of opened.portals) await portal.stop();
  },
);
