import { type CorrectionSaid, correctionSaid } from '../correction-said.ts';
import type { Model } from '../models/model-schema.ts';
import { partOfKey } from '../part-of-key.ts';
import type { PortalMetadata } from '../portal-metadata.ts';
import { correctedBy, ruleHeld } from '../texts.ts';
import type { Visit } from '../visits.ts';
import type { Language } from '../vocabulary.ts';

/** Why a visit began, as one sentence: in the words of the rule that held, or of the person who corrected. */
export function causeSentence(
  model: Model,
  portal: PortalMetadata | null,
  visit: Pick<Visit, 'stage' | 'cause'>,
  language: Language,
): string {
  const { rule, facts } = visit.cause;
  if (rule === 'correction') return correctedBy[language];
  const [stageId, ruleId] = rule.split('/');
  const stage = model.stages.find(({ id }) => id === stageId);
  const because = stage?.enter.find(({ id }) => id === ruleId)?.because;
  if (because === undefined) return ruleHeld[language].replace('{value}', ruleId ?? rule);
  return because[language].replace('{value}', valueOfKey(facts[0] ?? '', portal));
}

/** What a person said who corrected a stage, with the correction's id and theirs; null for every other cause. */
export function correctionOf(visit: Pick<Visit, 'cause'>): CorrectionSaid | null {
  const { rule, facts } = visit.cause;
  if (rule !== 'correction') return null;
  const key = facts[0] ?? '';
  return correctionSaid([{ kind: 'action', subject: partOfKey(key, 3), value: partOfKey(key, 4) }]);
}

function valueOfKey(key: string, portal: PortalMetadata | null): string {
  const value = partOfKey(key, 4);
  if (partOfKey(key, 3) !== 'lifecyclestage') return value;
  return portal?.lifecycleStages.find((stage) => stage.value === value)?.label ?? value;
}
