import { describe, expect, it } from 'vitest';
import { scenarioEndsAt } from '../../../sandbox/scenario/build-scenario.ts';
import type { HistoryEvent } from '../../../sandbox/scenario/history-event.ts';
import { scenarioPipelines } from '../../../sandbox/scenario/scenario-pipelines.ts';
import { events, ofType, portalId, slotOf, valuesOf } from './events.ts';

const dayMs = 24 * 60 * 60_000;

describe('each event of the scenario', () => {
  it('has the fields that HubSpot sends with every event', () => {
    for (const event of events) {
      expect(event).toMatchObject({ portalId, attemptNumber: 0, appId: expect.any(Number) });
      expect(Number.isSafeInteger(event.occurredAt)).toBe(true);
      expect(event.changeSource).toMatch(/^[A-Z_]+$/);
      expect(event.objectId === undefined).toBe(event.subscriptionType.endsWith('.associationChange'));
    }
  });

  it('has the subscription of its kind and property', () => {
    const kinds = Map.groupBy(events, (event) => `${event.subscriptionType} ${event.propertyName ?? ''}`);
    const ids = [...kinds.values()].map((ofKind) => new Set(ofKind.map((event) => event.subscriptionId)));
    expect(ids.every((idsOfKind) => idsOfKind.size === 1)).toBe(true);
    expect(new Set(ids.flatMap((idsOfKind) => [...idsOfKind])).size).toBe(kinds.size);
  });
});

describe('the kinds of events', () => {
  it('are all there', () => {
    const kinds = new Set(events.map((event) => event.subscriptionType));
    for (const type of ['contact', 'deal', 'company'] as const) {
      expect(kinds).toContain(`${type}.creation`);
      expect(kinds).toContain(`${type}.propertyChange`);
      expect(kinds).toContain(`${type}.associationChange`);
    }
    for (const name of ['deletion', 'restore', 'merge', 'privacyDeletion'] as const) {
      expect(kinds).toContain(`contact.${name}`);
    }
  });

  it('come from every kind of source', () => {
    const sources = ['AUTOMATION_PLATFORM', 'CRM_UI', 'CRM_UI_BULK_ACTION', 'EMAIL', 'ENGAGEMENTS', 'FORM', 'IMPORT'];
    expect([...new Set(events.map((event) => event.changeSource))].toSorted()).toEqual([...sources, 'INTEGRATION']);
  });

  it('tell every association in both directions, in one millisecond', () => {
    const associations = events.filter((event) => event.subscriptionType.endsWith('.associationChange'));
    const name = (event: HistoryEvent, [from, to]: [number?, number?], type?: string) =>
      [event.occurredAt, type, from, to, event.associationRemoved, event.isPrimaryAssociation].join(' ');
    const reverseType = (type = '') => type.split('_TO_').reverse().join('_TO_');
    const told = new Set(
      associations.map((event) => name(event, [event.fromObjectId, event.toObjectId], event.associationType)),
    );
    expect(told.size).toBe(associations.length);
    for (const event of associations) {
      expect(event.associationType?.toLowerCase().split('_to_')[0]).toBe(event.subscriptionType.split('.')[0]);
      expect(told).toContain(name(event, [event.toObjectId, event.fromObjectId], reverseType(event.associationType)));
    }
  });

  it('associate every contact with a company, every deal with a contact and a company, and take one away again', () => {
    const added = events.filter((event) => event.associationRemoved === false);
    const froms = (type: string) =>
      new Set(added.filter((event) => event.associationType === type).map((event) => event.fromObjectId));
    expect(froms('CONTACT_TO_COMPANY').size).toBe(60);
    expect(froms('DEAL_TO_CONTACT').size).toBe(30);
    expect(froms('DEAL_TO_COMPANY').size).toBe(30);
    expect(events.filter((event) => event.associationRemoved === true)).toHaveLength(2);
  });
});

describe('what makes a history hard', () => {
  it('an import calls twelve contacts qualified in one millisecond', () => {
    const imported = valuesOf('lifecyclestage').filter((event) => event.changeSource === 'IMPORT');
    expect(new Set(imported.map((event) => event.objectId)).size).toBe(12);
    expect(new Set(imported.map((event) => `${event.occurredAt} ${event.propertyValue}`)).size).toBe(1);
  });

  it('a bulk edit changes several contacts at once', () => {
    const edited = valuesOf('lifecyclestage').filter((event) => event.changeSource === 'CRM_UI_BULK_ACTION');
    expect(edited).toHaveLength(5);
    expect(new Set(edited.map((event) => event.occurredAt)).size).toBe(1);
  });

  it('lifecycle stages are emptied and set again within a minute', () => {
    const bySlot = Map.groupBy(valuesOf('lifecyclestage'), slotOf);
    const gaps = [...bySlot.values()].flatMap((values) =>
      values.flatMap((event, index) =>
        event.propertyValue === '' ? [(values[index + 1]?.occurredAt ?? Number.NaN) - event.occurredAt] : [],
      ),
    );
    expect(gaps.length).toBeGreaterThanOrEqual(5);
    expect(gaps.every((gapMs) => gapMs > 0 && gapMs < 60_000)).toBe(true);
  });

  it('values are told again that were there already', () => {
    const bySlot = Map.groupBy(valuesOf('lifecyclestage'), slotOf);
    const repeated = [...bySlot.values()].flatMap((values) =>
      values.filter((event, index) => index > 0 && values[index - 1]?.propertyValue === event.propertyValue),
    );
    expect(repeated.length).toBeGreaterThanOrEqual(3);
    expect(new Set(repeated.map((event) => event.changeSource))).toEqual(new Set(['INTEGRATION']));
  });

  it('a merge makes a new record, which goes on', () => {
    const [merge, ...more] = ofType('contact.merge');
    expect(more).toEqual([]);
    const created = ofType('contact.creation').map((event) => event.objectId);
    expect(created).toEqual(expect.arrayContaining([merge?.primaryObjectId, ...(merge?.mergedObjectIds ?? [])]));
    expect(created).not.toContain(merge?.newObjectId);
    const later = events.filter((event) => event.occurredAt > (merge?.occurredAt ?? 0));
    expect(later.some((event) => event.objectId === merge?.newObjectId)).toBe(true);
    expect(later.some((event) => isOf(event, merge?.primaryObjectId))).toBe(false);
    expect(later.some((event) => isOf(event, merge?.mergedObjectIds?.[0]))).toBe(false);
  });

  it('a contact is deleted and restored; another is erased, told twice, and never spoken of again', () => {
    const [erasure] = ofType('contact.privacyDeletion');
    const [restore] = ofType('contact.restore');
    const deletions = ofType('contact.deletion');
    expect(deletions.map((event) => event.objectId).toSorted()).toEqual(
      [erasure?.objectId, restore?.objectId].toSorted(),
    );
    expect(events.findLast((event) => isOf(event, erasure?.objectId))?.subscriptionType).toBe('contact.deletion');
    expect(deletions.find((event) => event.objectId === restore?.objectId)?.occurredAt).toBeLessThan(
      restore?.occurredAt ?? 0,
    );
  });

  it('what is known at once is told in one millisecond', () => {
    for (const { occurredAt, objectId } of ofType('contact.creation')) {
      const atOnce = events.filter((event) => event.occurredAt === occurredAt && isOf(event, objectId));
      expect(atOnce.length).toBeGreaterThanOrEqual(6);
    }
  });

  it('roll-ups tell the time of an activity of some seconds before', () => {
    const rollups = events.filter((event) => event.changeSource === 'ENGAGEMENTS');
    expect(new Set(rollups.map((event) => event.sourceId))).toEqual(new Set(['rollup']));
    for (const event of rollups) {
      const lateByMs = event.occurredAt - Number(event.propertyValue);
      expect(lateByMs).toBeGreaterThan(0);
      expect(lateByMs).toBeLessThan(10_000);
    }
  });

  function isOf(event: HistoryEvent, contactId: number | undefined): boolean {
    return event.objectId === contactId && event.subscriptionType.startsWith('contact.');
  }
});

describe('the deals', () => {
  const stages = new Map(
    scenarioPipelines.flatMap((pipeline) => pipeline.stages.map((stage) => [stage.id, stage.metadata])),
  );
  const byDeal = Map.groupBy(valuesOf('dealstage', 'deal'), (event) => event.objectId);
  const lastStages = [...byDeal].map(([id, changes]) => ({
    id,
    metadata: stages.get(changes.at(-1)?.propertyValue ?? ''),
  }));

  it('are in stages of the pipelines, and are won, lost and open at the end', () => {
    expect(lastStages.every((deal) => deal.metadata !== undefined)).toBe(true);
    const count = (probability: string) =>
      lastStages.filter((deal) => deal.metadata?.probability === probability).length;
    expect({ won: count('1.0'), lost: count('0.0') }).toEqual({ won: 14, lost: 6 });
  });

  it('include second deals of the same contact, in a pipeline of numbered stages too', () => {
    const associated = ofType('contact.associationChange').filter(
      (event) => event.associationType === 'CONTACT_TO_DEAL',
    );
    const byContact = Map.groupBy(associated, (event) => event.fromObjectId);
    expect(
      [...byContact.values()].filter((deals) => new Set(deals.map((event) => event.toObjectId)).size > 1),
    ).toHaveLength(5);
    expect(valuesOf('pipeline', 'deal').filter((event) => event.propertyValue === '760001')).toHaveLength(3);
  });

  it('include open ones of which nothing was heard for more than 90 days', () => {
    const open = lastStages.filter((deal) => deal.metadata?.isClosed === 'false');
    const lastHeard = open.map(({ id }) =>
      events.findLast((event) => event.objectId === id && event.subscriptionType.startsWith('deal.')),
    );
    const quiet = lastHeard.filter((event) => (event?.occurredAt ?? 0) < scenarioEndsAt - 90 * dayMs);
    expect(open).toHaveLength(10);
    expect(quiet).toHaveLength(4);
  });
});
