import { z } from 'zod';
import { activityKinds, languages, ownerTeams } from '../journey/vocabulary.ts';

/**
 * What `GET /api/cards/deal/buying-group` and `GET /api/cards/company/buying-group` are asked and tell: who decides together,
 * in which roles and stages, who takes part, and which roles are missing. The app keeps no names of contacts: a card asks
 * HubSpot for those that it shows. Instants are ISO texts in UTC.
 */

/** HubSpot takes answers of up to 1 MB. */
export const mostGroupMembers = 50;

export const buyingGroupQuerySchema = z.object({
  objectId: z.string().regex(/^\d{1,20}$/, 'objectId is the id of a deal or a company, such as 1246965'),
  language: z.enum(languages).catch('en'),
});

const instant = z.iso.datetime();
const named = z.strictObject({ id: z.string(), label: z.string() });
const counted = { members: z.number().int().nonnegative(), engaged: z.number().int().nonnegative() };

const groupMemberSchema = z.strictObject({
  contactId: z.string(),
  /** Buying roles and association labels; those that the model does not name carry their id as label. */
  roles: z.array(named),
  stage: named.nullable(),
  team: z.strictObject({ id: z.enum(ownerTeams), label: z.string() }),
  /** When its present stage began. */
  enteredAt: instant.nullable(),
  owner: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  lastTouch: z
    .strictObject({ at: instant, kind: z.strictObject({ id: z.enum(activityKinds), label: z.string() }) })
    .nullable(),
  isEngaged: z.boolean(),
});

export const buyingGroupDataSchema = z.strictObject({
  recordId: z.string(),
  /** The instant for which this answer holds. */
  asOf: instant,
  /** Something was heard that this answer may not contain yet. */
  isCatchingUp: z.boolean(),
  /** Nothing was heard of the deal or company. */
  isUnknown: z.boolean(),
  model: named,
  ...counted,
  /** Who took part in something within so many days is engaged. */
  engagedForDays: z.number().int().positive(),
  /** Those in touch most recently, at most 50; `members` says how many there are. */
  latest: z.array(groupMemberSchema).max(mostGroupMembers),
  /** Only stages in which somebody is, in the order of the model. */
  byStage: z.array(named.extend(counted)),
  withoutStage: z.strictObject(counted),
  /** The roles of a complete group, in the order of the model; empty where the model asks for none. */
  byRole: z.array(named.extend(counted)),
  missingRoles: z.array(named),
});

export const buyingGroupAnswerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), data: buyingGroupDataSchema }),
  z.strictObject({ ok: z.literal(false), error: z.strictObject({ code: z.string(), message: z.string() }) }),
]);

export type BuyingGroupData = z.infer<typeof buyingGroupDataSchema>;
export type BuyingGroupAnswer = z.infer<typeof buyingGroupAnswerSchema>;
