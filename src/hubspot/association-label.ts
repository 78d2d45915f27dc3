import { normaliseSource } from '../journey/facts.ts';

/** HubSpot's ids of the default types that make a company the primary one. Source: HubSpot's association type ids. */
const primaryTypeIds: readonly number[] = [1, 2, 5, 6, 25, 26];

export type AssociationType = {
  category?: string | undefined;
  typeId?: number | undefined;
  isPrimary?: boolean | undefined;
};

/** The label of an association in a fact's subject: the same for what a webhook tells and for what is read. */
export function labelOfAssociation({ category, typeId, isPrimary }: AssociationType): string {
  if (typeId !== undefined && category !== undefined && category !== 'HUBSPOT_DEFINED') {
    return `${normaliseSource(category).toLowerCase()}-${typeId}`;
  }
  return isPrimary === true || (typeId !== undefined && primaryTypeIds.includes(typeId)) ? 'primary' : 'default';
}
