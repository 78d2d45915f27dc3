import type { CrmContext } from '@hubspot/ui-extensions';
import type { CardData } from '../../../src/api/card-contract.ts';
import { type JourneyAnswer, journeyOfCard } from './journey.ts';
import type { Reader } from './reader.ts';
import type { RecordKind } from './record-kind.ts';
import { requestJson } from './request-json.ts';

/** Asks for the journey of the record that is open. Rejects when no answer comes. */
export async function loadJourney(context: CrmContext, kind: RecordKind, reader: Reader): Promise<JourneyAnswer> {
  const path = `/api/cards/${kind}?objectId=${context.crm.objectId}&language=${reader.language}`;
  const answer = await requestJson<CardData>(context, path);
  return answer.ok ? { ok: true, data: journeyOfCard(answer.data) } : answer;
}
