import { languageForms } from '../explain/language-forms.ts';
import type { SentenceWords } from '../explain/sentence-words.ts';
import type { PortalMetadata } from '../portal-metadata.ts';
import type { Language, ObjectType } from '../vocabulary.ts';
import type { Model } from './model-schema.ts';

/**
 * The words of a model's sentences about a record: lifecycle stages and pipelines by their labels in the portal, outcomes by
 * their names in the model. `timeZone` is the IANA name of the zone in which days are told.
 */
export function wordsOfModel(
  model: Model,
  portal: PortalMetadata | null,
  objectType: ObjectType,
  language: Language,
  timeZone = 'UTC',
): SentenceWords {
  const pipelines = [...(portal?.dealPipelines ?? []), ...(portal?.ticketPipelines ?? [])];
  return {
    language,
    forms: languageForms(language, timeZone),
    isCircular: model.newLap !== undefined,
    isDeal: objectType === 'deal',
    lifecycleLabel: (value) => portal?.lifecycleStages.find((stage) => stage.value === value)?.label ?? value,
    pipelineLabel: (id) => pipelines.find((pipeline) => pipeline.id === id)?.label ?? id,
    outcomeLabel: (id) => model.outcomes.find((outcome) => outcome.id === id)?.names[language] ?? id,
  };
}
