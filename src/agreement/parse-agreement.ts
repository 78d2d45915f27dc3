import { explainProblems, type SchemaProblem, schemaProblems } from '../journey/models/explain-schema-error.ts';
import { type Agreement, agreementSchema } from './agreement-schema.ts';

/** Reads an agreement from parsed JSON, or says everything that is wrong with its form. */
export function agreementFromJson(json: unknown): { agreement: Agreement } | { problems: SchemaProblem[] } {
  const { data, error } = agreementSchema.safeParse(json);
  return error === undefined ? { agreement: data } : { problems: schemaProblems(json, error, agreementSchema) };
}

/** Reads an agreement from parsed JSON. Throws an error that names each wrong place. */
export function parseAgreement(json: unknown): Agreement {
  const read = agreementFromJson(json);
  if ('agreement' in read) return read.agreement;
  throw new Error(`This is not an agreement:\n${explainProblems(read.problems)}`);
}
