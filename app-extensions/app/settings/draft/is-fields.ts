export type Fields = Record<string, unknown>;

/** Whether something in a file is an object with fields: neither a list nor null. */
export function isFields(json: unknown): json is Fields {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
