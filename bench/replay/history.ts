import { associationSubject, type HeardFact, type JourneyRecord, type RecordRef } from '../../src/journey/facts.ts';
import type { FactKind } from '../../src/journey/vocabulary.ts';

export const minuteMs = 60_000;
export const dayMs = 1_440 * minuteMs;
const firstInstant = Date.UTC(2015, 0, 1, 8);

export const contact: JourneyRecord = { objectType: 'contact', recordId: '501' };
export const deal = (number: number): JourneyRecord => ({ objectType: 'deal', recordId: String(900_001 + number) });

/** Writes a history down in the order of time: each fact stands at `at`, which only moves forward. */
export class HistoryWriter {
  readonly facts: HeardFact[] = [];
  /** Who lives on in whom, as a ledger has it. */
  readonly aliases = new Map<string, string>();
  at = firstInstant;

  wait(ms: number): void {
    this.at += Math.ceil(ms);
  }

  add(record: RecordRef, kind: FactKind, subject = '', value = ''): void {
    const hearing = { channel: 'webhook', changeSource: 'CRM_UI', sourceId: 'userId:71540001' } as const;
    this.facts.push({ ...record, kind, subject, value, occurredAt: this.at, hearing });
  }

  property(record: RecordRef, name: string, value: string): void {
    this.add(record, 'property', name, value);
  }

  link(record: RecordRef, other: RecordRef, value: 'added' | 'removed' = 'added'): void {
    this.add(record, 'association', associationSubject(other, 'default'), value);
  }
}
