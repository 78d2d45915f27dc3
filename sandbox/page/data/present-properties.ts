import { asOfTag, tagNames } from '../../../src/journey/tags.ts';
import type { PortalState } from '../../portal/portal-state.ts';
import type { PropertyDefinition } from '../../portal/properties/property-definition.ts';
import type { CrmRecord } from '../../portal/records/crm-record.ts';
import { versionsOf } from '../../portal/records/derived-properties.ts';
import type { PageProperty, PropertyGroup, PropertyInput } from '../page-data.ts';
import { optionsOf, textOf } from './record-words.ts';

/** Shown first in their group, in this order, as on a record's page in the CRM. */
const wellKnown = [
  'firstname',
  'lastname',
  'name',
  'dealname',
  'email',
  'domain',
  'amount',
  'phone',
  'jobtitle',
  'company',
  'pipeline',
  'dealstage',
  'lifecyclestage',
  'hs_lead_status',
  'hubspot_owner_id',
  'closedate',
];
const tags: readonly string[] = [...Object.values(tagNames), asOfTag];

/** What is known of the record first, then every other property by its group. */
export function presentGroups(state: PortalState, record: CrmRecord): PropertyGroup[] {
  const definitions = state.properties
    .list(record.objectType)
    .filter(({ name, archivedAtMs, hidden }) => archivedAtMs === null && !hidden && !tags.includes(name));
  const present = (some: PropertyDefinition[]) => some.map((definition) => presentProperty(state, record, definition));
  const known = definitions
    .filter(({ name }) => wellKnown.includes(name))
    .toSorted((one, other) => wellKnown.indexOf(one.name) - wellKnown.indexOf(other.name));
  const about = { name: 'about', label: `About this ${record.objectType}`, properties: present(known) };
  const others = state.properties
    .groups(record.objectType)
    .filter((group) => !group.archived)
    .map(({ name, label }) => ({
      name,
      label,
      properties: present(definitions.filter((one) => one.groupName === name && !known.includes(one))),
    }));
  return [about, ...others].filter((group) => group.properties.length > 0);
}

/** The app's tags as they stand on the record; empty until it has defined them. */
export function presentTags(state: PortalState, record: CrmRecord): PageProperty[] {
  return tags.flatMap((name) => {
    const definition = state.properties.get(record.objectType, name);
    return definition === null ? [] : [presentProperty(state, record, definition)];
  });
}

export function presentProperty(state: PortalState, record: CrmRecord, definition: PropertyDefinition): PageProperty {
  const latest = versionsOf(state, record, definition.name).at(-1);
  const value = latest?.value ?? '';
  const options = optionsOf(state, record, definition);
  return {
    name: definition.name,
    label: definition.label,
    value,
    text: textOf(state, record, definition, value),
    input: inputOf(definition, options.length > 0),
    options: definition.type === 'bool' ? yesAndNo : options,
    isReadOnly: definition.readOnlyValue,
    changedAt: latest === undefined ? null : new Date(latest.atMs).toISOString(),
  };
}

const yesAndNo = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

function inputOf({ type, fieldType }: PropertyDefinition, hasOptions: boolean): PropertyInput {
  if (type === 'bool') return 'select';
  if (type === 'enumeration') return !hasOptions ? 'text' : fieldType === 'checkbox' ? 'checkboxes' : 'select';
  return type === 'number' || type === 'date' || type === 'datetime' ? type : 'text';
}
