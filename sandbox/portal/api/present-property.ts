import { isoText } from '../iso-text.ts';
import type { PropertyDefinition, PropertyOption } from '../properties/property-definition.ts';

const booleanOptions: PropertyOption[] = [
  { label: 'True', value: 'true', displayOrder: 0, hidden: false },
  { label: 'False', value: 'false', displayOrder: 1, hidden: false },
];

/** A property definition as the CRM API answers it. Source: PLATFORM 6.11. */
export function presentProperty(definition: PropertyDefinition) {
  const { readOnlyValue, hubspotDefined, optionsFrom, createdAtMs, updatedAtMs, archivedAtMs, ...given } = definition;
  return {
    ...given,
    options: definition.type === 'bool' && given.options.length === 0 ? booleanOptions : given.options,
    calculated: hubspotDefined && readOnlyValue,
    externalOptions: optionsFrom !== null,
    ...(optionsFrom === 'OWNER' && { referencedObjectType: 'OWNER' }),
    hubspotDefined,
    archived: archivedAtMs !== null,
    ...(archivedAtMs !== null && { archivedAt: isoText(archivedAtMs) }),
    createdAt: isoText(createdAtMs),
    updatedAt: isoText(updatedAtMs),
    modificationMetadata: {
      archivable: !hubspotDefined,
      readOnlyDefinition: hubspotDefined,
      readOnlyOptions: hubspotDefined && definition.name !== 'lifecyclestage',
      readOnlyValue,
    },
  };
}
