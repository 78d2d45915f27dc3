import { expect, test } from 'vitest';
import { canonicalFacts } from '../../src/journey/canonical-facts.ts';
import type { HeardFact, Hearing } from '../../src/journey/facts.ts';

const value: Omit<HeardFact, 'hearing'> = {
  ...{ objectType: 'contact', recordId: '1', kind: 'property', subject: 'lifecyclestage' },
  ...{ value: 'lead', occurredAt: 1 },
};
const history: Hearing = { channel: 'history', changeSource: 'IMPORT', sourceId: '' };
const namedJournal: Hearing = { channel: 'journal', changeSource: 'IMPORT', sourceId: '' };
const webhook: Hearing = { channel: 'webhook', changeSource: 'IMPORT', sourceId: '9' };
const journal: Hearing = { channel: 'journal', changeSource: '', sourceId: '' };
const seen: Hearing = { channel: 'seen', changeSource: 'REPAIR', sourceId: '' };

test('a journal that names no source speaks only where no webhook does, whoever came first', () => {
  const order = [history, namedJournal, webhook, journal, seen];
  for (const [rank, better] of order.entries()) {
    for (const worse of order.slice(rank + 1)) {
      for (const pair of [
        [better, worse],
        [worse, better],
      ]) {
        const [fact] = canonicalFacts(pair.map((hearing) => ({ ...value, hearing })));
        expect(fact?.hearing).toEqual(better);
      }
    }
  }
});
