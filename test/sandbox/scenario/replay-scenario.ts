import { scenarioEndsAt } from '../../../sandbox/scenario/build-scenario.ts';
import type { HistoryEvent } from '../../../sandbox/scenario/history-event.ts';
import { scenarioPipelines } from '../../../sandbox/scenario/scenario-pipelines.ts';
import { type HeardFact, parseAssociationSubject, recordKey } from '../../../src/journey/facts.ts';
import type { Model } from '../../../src/journey/models/model-schema.ts';
import { defaultLifecycleStages, type PortalMetadata } from '../../../src/journey/portal-metadata.ts';
import { type Ledger, replay } from '../../../src/journey/replay.ts';
import type { Journey } from '../../../src/journey/visits.ts';
import { factsOfEvent } from '../../../webhooks/facts-of-event.ts';
import { webhookEventSchema } from '../../../webhooks/webhook-event.ts';

/** The settings of the scenario's portal. */
export const scenarioPortal: PortalMetadata = {
  observedAt: 0,
  lifecycleStages: defaultLifecycleStages.map((value) => ({ value, label: value })),
  dealPipelines: scenarioPipelines.map(({ id, label, stages }) => ({
    id,
    label,
    stages: stages.map((stage) => ({
      id: stage.id,
      label: stage.label,
      probability: Number(stage.metadata.probability),
      isClosed: stage.metadata.isClosed === 'true',
    })),
  })),
};

/** The journeys, at the end of the scenario, of all contacts that were not erased: its events replayed through a model. */
export function replayContacts(model: Model, events: readonly HistoryEvent[]): Journey[] {
  return contactLedgers(events).map((ledger) => replay(model, [scenarioPortal], ledger, scenarioEndsAt));
}

/** The ledgers of all contacts that were not erased. */
export function contactLedgers(events: readonly HistoryEvent[]): Ledger[] {
  const { facts, erased } = read(events);
  const aliases = new Map(facts.filter((fact) => fact.kind === 'merged').flatMap(aliasesOf));
  const idOf = (fact: HeardFact) => aliases.get(recordKey(fact)) ?? fact.recordId;
  const ofContacts = facts.filter((fact) => fact.objectType === 'contact' && !erased.has(recordKey(fact)));
  return [...Map.groupBy(ofContacts, idOf)].map(([recordId, own]) => {
    const linked = own
      .filter((fact) => fact.kind === 'association')
      .map((fact) => parseAssociationSubject(fact.subject));
    const deals = new Set(linked.map((link) => recordKey(link.other)));
    const ofDeals = facts.filter((fact) => fact.objectType === 'deal' && deals.has(recordKey(fact)));
    return { record: { objectType: 'contact', recordId }, aliases, facts: [...own, ...ofDeals] };
  });
}

function read(events: readonly HistoryEvent[]): { facts: HeardFact[]; erased: Set<string> } {
  const readings = events.map((event) => factsOfEvent(webhookEventSchema.parse(event)));
  return {
    facts: readings.flatMap((reading) => (reading.kind === 'facts' ? reading.facts : [])),
    erased: new Set(readings.flatMap((reading) => (reading.kind === 'erasure' ? [recordKey(reading.record)] : []))),
  };
}

function aliasesOf(merged: HeardFact): [string, string][] {
  return merged.subject.split(';').map((recordId) => [recordKey({ ...merged, recordId }), merged.recordId]);
}
