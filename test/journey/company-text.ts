import { rollUpCompany } from '../../src/journey/companies/roll-up-company.ts';
import type { HeardFact, RecordRef } from '../../src/journey/facts.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { replay } from '../../src/journey/replay.ts';
import type { Journey } from '../../src/journey/visits.ts';
import { historyOf } from './history.ts';
import { instantOf } from './notation.ts';
import { portal } from './portal.ts';

export type CompanyOptions = { model?: Model; aliases?: Record<string, string>; now?: string };

/**
 * Rolls up company 5 from a written history of everybody: each contact and deal in it is replayed first, and is a member as
 * far as the company's own associations say.
 */
export function rollUpHistory(history: string, options: CompanyOptions = {}): Journey {
  const { model = preset('lead-funnel'), aliases = {}, now = 'd1000' } = options;
  return rollUpFacts(model, historyOf(history), new Map(Object.entries(aliases)), instantOf(now));
}

export function rollUpFacts(
  model: Model,
  facts: readonly HeardFact[],
  aliases: ReadonlyMap<string, string>,
  now: number,
): Journey {
  const isLiving = ({ objectType, recordId }: RecordRef) => !aliases.has(`${objectType}/${recordId}`);
  const records = facts.filter(({ objectType }) => objectType !== 'company').filter(isLiving);
  const keys = new Set(records.map(({ objectType, recordId }) => `${objectType}/${recordId}`));
  const members = [...keys].map((key) => {
    const [objectType, recordId] = key.split('/') as ['contact' | 'deal', string];
    const record = { objectType, recordId };
    return { record, visits: replay(model, portal, { record, aliases, facts }, now).visits };
  });
  return rollUpCompany(model, { record: { objectType: 'company', recordId: '5' }, aliases, facts, members }, now);
}
