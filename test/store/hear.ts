import {
  associationSubject,
  type Fact,
  type Hearing,
  type JourneyRecord,
  type RecordRef,
} from '../../src/journey/facts.ts';
import type { ActivityType } from '../../src/journey/vocabulary.ts';
import type { Store } from '../../src/store/operations.ts';
import type { AccountFact, RecordFactsInput } from '../../src/store/record-facts.ts';

export const tombstoneKey = Buffer.alloc(32, 7);
export const fromWebhook: Hearing = { channel: 'webhook', changeSource: 'CRM_UI', sourceId: 'userId:1' };

/** A fact before it is known whose account it is in. */
export type Told = Fact & { hearing?: Hearing };

export function contact(recordId: string): JourneyRecord {
  return { objectType: 'contact', recordId };
}

export function deal(recordId: string): JourneyRecord {
  return { objectType: 'deal', recordId };
}

export function company(recordId: string): JourneyRecord {
  return { objectType: 'company', recordId };
}

export function ticket(recordId: string): RecordRef {
  return { objectType: 'ticket', recordId };
}

/** An activity object of HubSpot, such as a call. */
export function activity(objectType: ActivityType, recordId: string): RecordRef {
  return { objectType, recordId };
}

export function created(record: RecordRef, occurredAt: number): Told {
  return { ...record, kind: 'created', subject: '', value: '', occurredAt };
}

export function property(record: RecordRef, subject: string, value: string, occurredAt: number): Told {
  return { ...record, kind: 'property', subject, value, occurredAt };
}

export function lifecycle(record: RecordRef, value: string, occurredAt: number): Told {
  return property(record, 'lifecyclestage', value, occurredAt);
}

/** Both facts of an association, one on each record. */
export function associated(one: RecordRef, other: RecordRef, occurredAt: number, value = 'added'): Told[] {
  const side = (from: RecordRef, to: RecordRef): Told => ({
    ...from,
    kind: 'association',
    subject: associationSubject(to, 'default'),
    value,
    occurredAt,
  });
  return [side(one, other), side(other, one)];
}

/** The one fact that an activity has of being associated with a record. */
export function logged(activity: RecordRef, other: RecordRef, occurredAt: number, value = 'added'): Told {
  return { ...activity, kind: 'association', subject: associationSubject(other, 'default'), value, occurredAt };
}

export function merged(winner: RecordRef, loserIds: readonly string[], occurredAt: number): Told {
  return { ...winner, kind: 'merged', subject: loserIds.join(';'), value: '', occurredAt };
}

export function of<Ref extends RecordRef>(accountId: string, record: Ref): Ref & { accountId: string } {
  return { accountId, ...record };
}

/** Records facts as a delivery would: heard by webhook unless they say otherwise. */
export function hear(
  store: Pick<Store, 'recordFacts'>,
  accountId: string,
  told: readonly Told[],
  rest: Partial<Omit<RecordFactsInput, 'facts' | 'erasures'>> & { erasures?: readonly RecordRef[] } = {},
) {
  const facts: AccountFact[] = told.map((fact) => ({ hearing: fromWebhook, ...fact, accountId }));
  const erasures = (rest.erasures ?? []).map((record) => of(accountId, record));
  return store.recordFacts({
    setAside: [],
    groupIds: [],
    now: 1_000,
    dueAt: 0,
    tombstoneKey,
    ...rest,
    facts,
    erasures,
  });
}
