import type { CrmContext } from '@hubspot/ui-extensions';
import type { CardData } from '../../../src/api/card-contract.ts';
import type { ExplanationData } from '../../../src/api/explanation-contract.ts';
import { type JourneyAnswer, journeyOfCard } from './journey.ts';
import { journeyOfExplanation } from './journey-of-explanation.ts';
import type { Reader } from './reader.ts';
import type { RecordKind } from './record-kind.ts';
import type { RecordTags } from './record-tags.ts';
import { requestJson } from './request-json.ts';

/** Asks for the journey of the record that is open. `tags` are those that stand on the record. Rejects when no answer comes. */
export async function loadJourney(
  context: CrmContext,
  kind: RecordKind,
  reader: Reader,
  tags: Promise<RecordTags | null>,
): Promise<JourneyAnswer> {
  if (kind === 'contact') {
    const path = `/api/cards/contact?objectId=${context.crm.objectId}&language=${reader.language}`;
    const answer = await requestJson<CardData>(context, path);
    return answer.ok ? { ok: true, data: journeyOfCard(answer.data) } : answer;
  }
  const [answer, known] = await Promise.all([
    requestJson<ExplanationData>(context, explanationPath(context, kind, reader)),
    tags,
  ]);
  return answer.ok ? { ok: true, data: journeyOfExplanation(answer.data, known, reader.texts) } : answer;
}

export function explanationPath({ crm }: CrmContext, kind: RecordKind, { language, timeZone }: Reader): string {
  return `/api/cards/${kind}/explanation?objectId=${crm.objectId}&language=${language}&timeZone=${encodeURIComponent(timeZone)}`;
}
