import { type ObjectType, objectTypeNames } from '../../portal/object-types.ts';
import { type PortalState, pipelinesOf } from '../../portal/portal-state.ts';
import type { PropertyDefinition } from '../../portal/properties/property-definition.ts';
import type { CrmRecord } from '../../portal/records/crm-record.ts';
import { propertyValueOf } from '../../portal/records/derived-properties.ts';
import type { Chip, PageObject } from '../page-data.ts';

export function pageObjectOf(type: ObjectType): PageObject {
  return objectTypeNames[type].plural as PageObject;
}

/** The property that says in which stage a record of a type is. */
export const stageProperties: Readonly<Partial<Record<ObjectType, string>>> = {
  contact: 'lifecyclestage',
  company: 'lifecyclestage',
  deal: 'dealstage',
  ticket: 'hs_pipeline_stage',
};

const pipelineProperties: readonly string[] = ['pipeline', 'hs_pipeline'];

/** Name and second line of a record. */
export function wordsOf(state: PortalState, record: CrmRecord): { name: string; detail: string } {
  const value = (name: string): string => propertyValueOf(state, record, name) ?? '';
  switch (record.objectType) {
    case 'contact': {
      const name = `${value('firstname')} ${value('lastname')}`.trim();
      return { name: name || value('email') || `Contact ${record.id}`, detail: value('email') };
    }
    case 'company':
      return { name: value('name') || value('domain') || `Company ${record.id}`, detail: value('domain') };
    case 'deal': {
      const pipeline = state.pipelines.find((one) => one.id === value('pipeline'));
      return { name: value('dealname') || `Deal ${record.id}`, detail: pipeline?.label ?? value('pipeline') };
    }
    case 'ticket': {
      const pipeline = state.ticketPipelines.find((one) => one.id === value('hs_pipeline'));
      return { name: value('subject') || `Ticket ${record.id}`, detail: pipeline?.label ?? value('hs_pipeline') };
    }
    default:
      return { name: `${record.objectType} ${record.id}`, detail: '' };
  }
}

/** The values that a property can take, with their words: its own options, the stages of its pipeline, or the owners. */
export function optionsOf(state: PortalState, record: CrmRecord, definition: PropertyDefinition): Chip[] {
  if (definition.optionsFrom === 'OWNER') {
    return state.owners.map((owner) => ({ value: owner.id, label: `${owner.firstName} ${owner.lastName}` }));
  }
  if (definition.optionsFrom === 'PIPELINE') {
    const pipelines = pipelinesOf(state, record.objectType);
    if (pipelineProperties.includes(definition.name)) return pipelines.map(({ id, label }) => ({ value: id, label }));
    const pipelineId = propertyValueOf(state, record, record.objectType === 'ticket' ? 'hs_pipeline' : 'pipeline');
    const pipeline = pipelines.find((one) => one.id === pipelineId) ?? pipelines[0];
    return (pipeline?.stages ?? []).map(({ id, label }) => ({ value: id, label }));
  }
  return definition.options.map(({ value, label }) => ({ value, label }));
}

/** A kept value as people read it; instants become ISO texts for the page to format. */
export function textOf(state: PortalState, record: CrmRecord, definition: PropertyDefinition, value: string): string {
  if (value === '') return '';
  if ((definition.type === 'datetime' || definition.type === 'date') && /^-?\d+$/.test(value)) {
    return new Date(Number(value)).toISOString();
  }
  if (definition.type === 'bool') return value === 'true' ? 'Yes' : 'No';
  const labels = new Map(optionsOf(state, record, definition).map((option) => [option.value, option.label]));
  if (labels.size === 0) return value;
  const chosen = definition.fieldType === 'checkbox' ? value.split(';') : [value];
  return chosen.map((one) => labels.get(one) ?? one).join(', ');
}

/** A property's present value with its words; null when it is empty or nobody defined it. */
export function chipOf(state: PortalState, record: CrmRecord, name: string): Chip | null {
  const definition = state.properties.get(record.objectType, name);
  const value = propertyValueOf(state, record, name) ?? '';
  if (definition === null || value === '') return null;
  return { value, label: textOf(state, record, definition, value) };
}
