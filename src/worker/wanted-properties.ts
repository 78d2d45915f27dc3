import { inputProperties } from '../hubspot/input-properties.ts';
import { type OptionSource, type PropertyDefinition, tagProperties } from '../hubspot/tag-properties.ts';
import { presets } from '../journey/models/presets.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';

/**
 * The properties that an account should have: those that hold the tags and those by which people and forms tell the app
 * something. Tags have the options of every model that the account ever had: a record may still carry them, and a model may
 * come back. The model in force stands first.
 */
export async function wantedProperties(
  store: Pick<Store, 'readModelDefinitions'>,
  { accountId, language }: Pick<Account, 'accountId' | 'language'>,
): Promise<(objectType: ObjectType) => PropertyDefinition[]> {
  const definitions = await store.readModelDefinitions({ accountId });
  // They were checked when they were published, perhaps by another version of the app: only what options need is read.
  const published = definitions.map((definition) => JSON.parse(definition) as OptionSource);
  const tags = tagProperties([...published, ...presets.values()], language);
  return (objectType) => [...tags, ...inputProperties(objectType, language)];
}
