export const propertyTypes = ['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string'] as const;
export type PropertyType = (typeof propertyTypes)[number];

export const fieldTypes = [
  'booleancheckbox',
  'calculation_equation',
  'checkbox',
  'date',
  'file',
  'html',
  'number',
  'phonenumber',
  'radio',
  'select',
  'text',
  'textarea',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export type PropertyOption = {
  label: string;
  value: string;
  displayOrder: number;
  hidden: boolean;
  description?: string | undefined;
};

export type PropertyDefinition = {
  name: string;
  label: string;
  type: PropertyType;
  fieldType: FieldType;
  groupName: string;
  description: string;
  displayOrder: number;
  options: PropertyOption[];
  hidden: boolean;
  formField: boolean;
  hasUniqueValue: boolean;
  /** Values are set by HubSpot alone; a write is refused. */
  readOnlyValue: boolean;
  hubspotDefined: boolean;
  /** `PIPELINE` and `OWNER` values live outside the definition. */
  optionsFrom: 'PIPELINE' | 'OWNER' | null;
  createdAtMs: number;
  updatedAtMs: number;
  archivedAtMs: number | null;
};

export type PropertyGroup = { name: string; label: string; displayOrder: number; archived: boolean };

/** A definition with the usual settings, for what the portal defines itself. */
export function definitionOf(
  given: Pick<PropertyDefinition, 'name' | 'label' | 'type' | 'fieldType' | 'groupName'> & Partial<PropertyDefinition>,
): PropertyDefinition {
  return {
    description: '',
    displayOrder: -1,
    options: [],
    hidden: false,
    formField: false,
    hasUniqueValue: false,
    readOnlyValue: false,
    hubspotDefined: false,
    optionsFrom: null,
    createdAtMs: Date.UTC(2024, 0, 1),
    updatedAtMs: Date.UTC(2024, 0, 1),
    archivedAtMs: null,
    ...given,
  };
}
