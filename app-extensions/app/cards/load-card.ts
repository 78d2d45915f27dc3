import type { CrmContext, ExtensionPointApiActions } from '@hubspot/ui-extensions';
import type { CardQuery } from '../../../src/api/card-contract.ts';
import { answerTimeoutMs } from './answer-timeout.ts';
import { type CardState, stateOfData } from './card-state.ts';
import { readRecordTags } from './record-tags.ts';
import { requestCard } from './request-card.ts';
import { within } from './within.ts';

type Actions = Pick<ExtensionPointApiActions<'crm.record.tab'>, 'fetchCrmObjectProperties'>;

/** The backend's answer; failing that, the tags of the record, which are read at the same time. Never rejects. */
export async function loadCard(
  context: CrmContext,
  actions: Actions,
  language: CardQuery['language'],
): Promise<CardState> {
  const tags = within(readRecordTags(actions.fetchCrmObjectProperties), answerTimeoutMs).catch(() => null);
  const answer = await requestCard(context, language).catch(() => null);
  if (answer?.ok === true) return stateOfData(answer.data);

  const known = await tags;
  return known === null ? { kind: 'failed', code: answer?.error.code ?? null } : { kind: 'stale', tags: known };
}
