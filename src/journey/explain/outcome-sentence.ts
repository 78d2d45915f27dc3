import type { Instant } from '../instant.ts';
import { instantOfKey, partOfKey } from '../part-of-key.ts';
import type { Texts } from '../texts.ts';
import type { Visit } from '../visits.ts';
import { fill, type SentenceWords } from './sentence-words.ts';

/** What a person said who set a visit's outcome, who by the id of a HubSpot user (empty when it is not known), and when. */
export type OutcomeToldBy = { id: string; reason: string; by: string; saidAt: Instant };

const whileOpen: Texts = {
  en: 'A person set the outcome {outcome}. It holds until the evidence gives another, the stay goes on, or it is withdrawn.',
  it: 'Una persona ha impostato l’esito {outcome}. Vale finché i fatti non ne danno un altro, la permanenza non prosegue o non viene ritirato.',
  de: 'Eine Person hat das Ergebnis {outcome} gesetzt. Es gilt, bis die Tatsachen ein anderes ergeben, der Aufenthalt weitergeht oder es zurückgenommen wird.',
  ko: '담당자가 결과를 {outcome}(으)로 지정했습니다. 다른 결과가 확인되거나, 단계가 계속 진행되거나, 지정이 철회될 때까지 유지됩니다.',
  ru: 'Итог {outcome} указан человеком. Он действует, пока факты не дадут другого, пребывание на этапе не продолжится или его не отзовут.',
};

const onceOver: Texts = {
  en: 'A person set the outcome {outcome}. It holds until it is withdrawn.',
  it: 'Una persona ha impostato l’esito {outcome}. Vale finché non viene ritirato.',
  de: 'Eine Person hat das Ergebnis {outcome} gesetzt. Es gilt, bis es zurückgenommen wird.',
  ko: '담당자가 결과를 {outcome}(으)로 지정했습니다. 지정이 철회될 때까지 유지됩니다.',
  ru: 'Итог {outcome} указан человеком. Он действует, пока его не отзовут.',
};

/** That a person set a visit's outcome, and how long it holds, as a sentence; null where it follows from the evidence. */
export function outcomeSentence(
  { outcome, outcomeSaid, leftAt }: Pick<Visit, 'outcome' | 'outcomeSaid' | 'leftAt'>,
  { language, forms, outcomeLabel }: SentenceWords,
): string | null {
  if (outcomeSaid === undefined) return null;
  const text = leftAt === null ? whileOpen : onceOver;
  return fill(text[language], { outcome: forms.quote(outcomeLabel(outcome)) });
}

/** What a person said who set a visit's outcome; null where it follows from the evidence. */
export function outcomeToldBy({ outcomeSaid: key }: Pick<Visit, 'outcomeSaid'>): OutcomeToldBy | null {
  if (key === undefined) return null;
  const { reason, by } = JSON.parse(partOfKey(key, 4)) as { reason?: string; by?: string | number };
  const id = partOfKey(key, 3).replace(/^outcome-set:/, '');
  return { id, reason: reason ?? '', by: String(by ?? ''), saidAt: instantOfKey(key) };
}
