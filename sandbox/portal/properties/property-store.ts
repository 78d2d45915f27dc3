import { type ObjectType, objectTypes } from '../object-types.ts';
import { definitionOf, type PropertyDefinition, type PropertyGroup } from './property-definition.ts';
import { standardGroup, standardProperties } from './standard-properties.ts';

/** Property definitions and groups of a portal, archived ones included. */
export type PropertyStore = {
  get(type: ObjectType, name: string): PropertyDefinition | null;
  list(type: ObjectType): PropertyDefinition[];
  put(type: ObjectType, definition: PropertyDefinition): void;
  group(type: ObjectType, name: string): PropertyGroup | null;
  groups(type: ObjectType): PropertyGroup[];
  putGroup(type: ObjectType, group: PropertyGroup): void;
  /** A history may use properties that the portal lacks: they come into being as text. */
  ensure(type: ObjectType, name: string): PropertyDefinition;
};

export function createPropertyStore(): PropertyStore {
  const definitions = new Map<ObjectType, Map<string, PropertyDefinition>>();
  const groups = new Map<ObjectType, Map<string, PropertyGroup>>();
  for (const type of objectTypes) {
    definitions.set(type, new Map(standardProperties(type).map((definition) => [definition.name, definition])));
    groups.set(type, new Map([[standardGroup(type).name, standardGroup(type)]]));
  }
  const definitionsOf = (type: ObjectType) => definitions.get(type)!;
  const groupsOf = (type: ObjectType) => groups.get(type)!;
  const put = (type: ObjectType, definition: PropertyDefinition): void => {
    definitionsOf(type).set(definition.name, definition);
  };
  return {
    get: (type, name) => definitionsOf(type).get(name) ?? null,
    list: (type) => [...definitionsOf(type).values()],
    put,
    group: (type, name) => groupsOf(type).get(name) ?? null,
    groups: (type) => [...groupsOf(type).values()],
    putGroup: (type, group) => {
      groupsOf(type).set(group.name, group);
    },
    ensure: (type, name) => {
      const known = definitionsOf(type).get(name);
      if (known !== undefined) return known;
      const made = definitionOf({
        name,
        label: name,
        type: 'string',
        fieldType: 'text',
        groupName: standardGroup(type).name,
      });
      put(type, made);
      return made;
    },
  };
}
