import { readHistory } from '../portal/history/read-history.ts';

/** What must be known of a history before the two processes start: whose it is, how long, and when it ends. */
export type HistoryFacts = { portalId: number; events: number; lastEventAt: number };

export async function readHistoryFacts(path: string): Promise<HistoryFacts> {
  let facts: HistoryFacts | null = null;
  for await (const event of readHistory({ path })) {
    facts ??= { portalId: event.portalId, events: 0, lastEventAt: event.occurredAt };
    facts.events += 1;
    facts.lastEventAt = Math.max(facts.lastEventAt, event.occurredAt);
  }
  if (facts === null) throw new Error(`${path} holds no events.`);
  return facts;
}
