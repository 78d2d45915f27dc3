import { z } from 'zod';

/**
 * Ids are numbers on the wire; those too large for a number are read as text. They are text everywhere inside, in the one
 * spelling that a number has, and never longer than a number of 64 bits.
 */
const id = z.union([
  z.int().nonnegative().transform(String),
  z.string().regex(/^(0|[1-9]\d{0,19})$/, 'a number is expected'),
]);
const value = z.union([
  z.string(),
  z.number().transform(String),
  z.boolean().transform(String),
  z.null().transform(() => ''),
]);

/** The last instant that a date can hold, in ms. */
const lastInstant = 8_640_000_000_000_000;

/** A field that says nothing may be left out or be null. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((given) => given ?? undefined);

/**
 * One event as HubSpot sends it: lenient on everything that we do not rely on. The documentation's samples say
 * `eventType`, live deliveries say `subscriptionType`.
 */
export const webhookEventSchema = z.looseObject({
  subscriptionType: optional(z.string()),
  eventType: optional(z.string()),
  portalId: id,
  occurredAt: z.int().nonnegative().max(lastInstant),
  objectId: optional(id),
  objectTypeId: optional(z.string()),
  changeSource: optional(z.string()),
  sourceId: optional(z.union([z.string(), z.number().transform(String)])),
  propertyName: optional(z.string()),
  propertyValue: value.optional(),
  primaryObjectId: optional(id),
  mergedObjectIds: optional(z.array(id)),
  newObjectId: optional(id),
  fromObjectId: optional(id),
  toObjectId: optional(id),
  fromObjectTypeId: optional(z.string()),
  toObjectTypeId: optional(z.string()),
  associationType: optional(z.string()),
  associationTypeId: optional(z.number()),
  associationCategory: optional(z.string()),
  associationRemoved: optional(z.boolean()),
  isPrimaryAssociation: optional(z.boolean()),
});

export type WebhookEvent = z.infer<typeof webhookEventSchema>;
