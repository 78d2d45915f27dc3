import { z } from 'zod';
import type { ModelPath } from '../check/check-problem.ts';
import { conditionSchema } from '../conditions/condition-schema.ts';

/** The forms of a condition by the field that makes each what it is: `deals` → its fields. */
export const conditionForms: ReadonlyMap<string, z.ZodObject> = new Map(
  // The schema is declared by what it reads, because it contains itself; it is a choice of objects.
  (conditionSchema as unknown as z.ZodLazy<z.ZodUnion<z.ZodObject[]>>)
    .unwrap()
    .options.map((form) => [Object.keys(form.shape)[0] ?? '', form]),
);

/** A part of a schema and where it stands in what is read. */
export type SchemaPart = { schema: z.core.$ZodType; path: ModelPath };

/** The parts of a schema that a path goes through, down to the first condition; what is read decides where there is a choice. */
export function partsAlong(schema: z.core.$ZodType, path: ModelPath, json: unknown): SchemaPart[] {
  const parts: SchemaPart[] = [{ schema: unwrapped(schema), path: [] }];
  let value = json;
  for (const [index, key] of path.entries()) {
    const { schema: above } = parts[index] ?? parts[0] ?? { schema };
    const below = above === conditionSchema ? null : within(above, key, value);
    if (below === null) break;
    parts.push({ schema: unwrapped(below), path: path.slice(0, index + 1) });
    value = valueAt(value, [key]);
  }
  return parts;
}

/** What stands at a path of something that was read; undefined where nothing does. */
export function valueAt(json: unknown, path: ModelPath): unknown {
  let value = json;
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
  }
  return value;
}

/** What may stand where a choice is: words in quotation marks, and objects by their first field. */
export function choicesOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => choicesOf(option));
  if (schema instanceof z.ZodEnum) return schema.options.map((option) => `"${option}"`);
  return schema instanceof z.ZodObject ? [`{"${Object.keys(schema.shape)[0]}": …}`] : [];
}

/** The fields of an object's schema. Empty for anything else. */
export function fieldsOf(schema: z.core.$ZodType, value: unknown): string[] {
  const object = schema instanceof z.ZodUnion ? chosen(schema, value) : schema;
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function within(schema: z.core.$ZodType, key: string | number, value: unknown): z.core.$ZodType | null {
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodTuple) return schema.def.items[Number(key)] ?? null;
  const object = schema instanceof z.ZodUnion ? chosen(schema, value) : schema;
  return object instanceof z.ZodObject ? (object.shape[key] ?? null) : null;
}

/** The object of a choice that has the words that a value has in its first field. */
function chosen(schema: z.ZodUnion, value: unknown): z.core.$ZodType | null {
  const fits = (option: z.core.$ZodType) => {
    const [first = '', part] = option instanceof z.ZodObject ? (Object.entries(option.shape)[0] ?? []) : [];
    return part instanceof z.ZodLiteral && part.safeParse(valueAt(value, [first])).success;
  };
  return schema.options.find(fits) ?? null;
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return isWrapped ? unwrapped(schema.def.innerType) : schema;
}
