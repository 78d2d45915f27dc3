import { z } from 'zod';

/** Ids are numbers on the wire; those too large for a number are read as text. They are text everywhere inside. */
const id = z.union([z.int().nonnegative().transform(String), z.string().regex(/^\d+$/, 'a number is expected')]);
const value = z.union([
  z.string(),
  z.number().transform(String),
  z.boolean().transform(String),
  z.null().transform(() => ''),
]);

/**
 * One event as HubSpot sends it: lenient on everything that we do not rely on. The documentation's samples say
 * `eventType`, live deliveries say `subscriptionType`.
 */
export const webhookEventSchema = z.looseObject({
  subscriptionType: z.string().optional(),
  eventType: z.string().optional(),
  portalId: id,
  occurredAt: z.int().nonnegative(),
  objectId: id.optional(),
  objectTypeId: z.string().optional(),
  changeSource: z.string().nullish(),
  sourceId: z.union([z.string(), z.number().transform(String)]).nullish(),
  propertyName: z.string().optional(),
  propertyValue: value.optional(),
  primaryObjectId: id.optional(),
  mergedObjectIds: z.array(id).optional(),
  newObjectId: id.nullish(),
  fromObjectId: id.optional(),
  toObjectId: id.optional(),
  fromObjectTypeId: z.string().optional(),
  toObjectTypeId: z.string().optional(),
  associationType: z.string().optional(),
  associationTypeId: z.number().optional(),
  associationCategory: z.string().optional(),
  associationRemoved: z.boolean().optional(),
  isPrimaryAssociation: z.boolean().optional(),
});

export type WebhookEvent = z.infer<typeof webhookEventSchema>;
