import { agreementProperties } from '../agreement/check/pause-properties.ts';
import { followedByRules } from '../journey/models/followed-properties.ts';
import { modelProperties } from '../journey/models/model-properties.ts';
import type { CardData } from './card-contract.ts';
import type { CardModel } from './read-contact-card.ts';

/** The properties that only the account's own model, or a pause of its agreement in force, looks at; nothing where there are none. */
export function ownPropertiesForCard({
  model,
  agreements = [],
}: Pick<CardModel, 'model' | 'agreements'>): Pick<CardData, 'ownProperties'> {
  const agreement = agreements.at(-1)?.agreement;
  const looksAt = new Set([
    ...modelProperties(model),
    ...(agreement === undefined ? [] : agreementProperties(agreement)),
  ]);
  const ownProperties = [...looksAt].filter((name) => !followedByRules.has(name)).sort();
  return ownProperties.length === 0 ? {} : { ownProperties };
}
