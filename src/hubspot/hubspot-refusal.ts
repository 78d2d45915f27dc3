import { z } from 'zod';
import { type ErrorCode, JourneyStewardError } from '../errors.ts';

/** One thing that HubSpot minds: its code (an open set), the property that it names, and its words. */
export type RefusalReason = { code: string | null; property: string | null; message: string };

/** What HubSpot said with a status that is no success. */
export type Said = {
  /** HubSpot's own HTTP status. */
  answered: number;
  /** HubSpot's kind of refusal, such as `VALIDATION_ERROR` or `OBJECT_NOT_FOUND`; null when it named none. */
  category: string | null;
  reasons: readonly RefusalReason[];
};

/** A refusal of HubSpot's with what it said, for those who look closer than the code. */
export class HubSpotRefusal extends JourneyStewardError {
  readonly said: Said;

  constructor(code: ErrorCode, message: string, options: { retryAfterMs: number | null; said: Said }) {
    super(code, message, options);
    this.said = options.said;
  }
}

const text = z.string().optional().catch(undefined);
const reasonSchema = z.looseObject({
  message: text,
  code: text,
  context: z
    .looseObject({ propertyName: z.array(z.string()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
const reasonsSchema = z.looseObject({ message: text, errors: z.array(reasonSchema).catch([]).default([]) });
const embeddedSchema = z.array(z.looseObject({ name: text, error: text, message: text }));

/**
 * The single reasons in an error body. HubSpot gives refused values as a list, as JSON within its message, or both; a refusal
 * without either has its message as the one reason.
 */
export function reasonsIn(body: unknown): RefusalReason[] {
  const { data } = reasonsSchema.safeParse(body);
  if (data === undefined) return [];
  const listed = data.errors.map(({ message, code, context }) => ({
    code: code ?? null,
    property: context?.propertyName?.[0] ?? null,
    message: message ?? '',
  }));
  const embedded = embeddedIn(data.message ?? '');
  if (listed.some(({ property }) => property !== null)) return listed;
  if (embedded.length > 0) return embedded;
  if (listed.length > 0) return listed;
  return data.message === undefined ? [] : [{ code: null, property: null, message: data.message }];
}

function embeddedIn(message: string): RefusalReason[] {
  const start = message.indexOf('[{');
  if (start < 0) return [];
  try {
    const { data = [] } = embeddedSchema.safeParse(JSON.parse(message.slice(start)));
    return data.map((part) => ({
      code: part.error ?? null,
      property: part.name ?? null,
      message: part.message ?? message,
    }));
  } catch {
    return [];
  }
}
