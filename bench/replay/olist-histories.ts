import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readHistory } from '../../sandbox/portal/history/read-history.ts';
import { canonicalFacts } from '../../src/journey/canonical-facts.ts';
import type { HeardFact } from '../../src/journey/facts.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { replay } from '../../src/journey/replay.ts';
import { factsOfEvent } from '../../webhooks/facts-of-event.ts';
import { webhookEventSchema } from '../../webhooks/webhook-event.ts';
import { portalSeenAt } from './bench-portal.ts';
import type { Replayable } from './shapes.ts';

export const olistPath = fileURLToPath(new URL('../../../shared/data/olist-funnel.jsonl.gz', import.meta.url));

/** The people of the Olist file by the length of their histories; null where the file is absent. */
export async function readOlistHistories(): Promise<HeardFact[][] | null> {
  if (!existsSync(olistPath)) return null;
  const histories = new Map<string, HeardFact[]>();
  for await (const event of readHistory({ path: olistPath })) {
    const reading = factsOfEvent(webhookEventSchema.parse(event));
    for (const fact of reading.kind === 'facts' ? reading.facts : []) {
      const facts = histories.get(fact.recordId) ?? [];
      histories.set(fact.recordId, facts);
      facts.push(fact);
    }
  }
  return [...histories.values()].sort((left, right) => left.length - right.length);
}

/** One person's history as it is measured. */
export function olistReplayable(facts: readonly HeardFact[], model: Model): Replayable {
  const record = { objectType: 'contact', recordId: facts[0]?.recordId ?? '' } as const;
  const portal = [portalSeenAt(0)];
  const now = Date.UTC(2018, 10, 14);
  return {
    facts: facts.length,
    replay: () => replay(model, portal, { record, aliases: new Map(), facts }, now),
    sort: () => void canonicalFacts(facts),
  };
}
