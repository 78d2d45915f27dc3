import { z } from 'zod';

const id = z.union([z.int().nonnegative().transform(String), z.string().regex(/^(0|[1-9]\d{0,19})$/)]);
const instant = z.union([
  z.int().nonnegative(),
  z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)), 'an instant is expected')
    .transform((text) => Date.parse(text)),
]);

/**
 * One event of HubSpot's journal: lenient on everything that we do not rely on. The shape of `propertyChanges` and the ids of a
 * merge are not documented: what is there is taken.
 */
export const journalEventSchema = z.looseObject({
  action: z.string(),
  portalId: id,
  occurredAt: instant,
  objectTypeId: z.string().nullish(),
  propertyChanges: z.unknown().optional(),
});

export type JournalEvent = z.infer<typeof journalEventSchema>;

/** How the same is told by webhook. */
const kindOf: ReadonlyMap<string, string> = new Map([
  ['CREATE', 'object.creation'],
  ['DELETE', 'object.deletion'],
  ['RESTORE', 'object.restore'],
  ['MERGE', 'object.merge'],
  ['ASSOCIATION_ADDED', 'object.associationChange'],
  ['ASSOCIATION_REMOVED', 'object.associationChange'],
  ['GDPR_DELETE', 'contact.privacyDeletion'],
]);

/** The events by which webhooks would tell the same, so that both become the same facts. None for what is of no concern. */
export function webhookEventsOf(event: JournalEvent): Record<string, unknown>[] {
  const { action } = event;
  const subscriptionType = kindOf.get(action);
  const values = valuesIn(event.propertyChanges).map(([propertyName, propertyValue]) => ({
    ...event,
    ...{ subscriptionType: 'object.propertyChange', propertyName, propertyValue },
  }));
  if (subscriptionType === undefined) return action === 'UPDATE' ? values : [];
  const told = { ...event, subscriptionType };
  if (subscriptionType !== 'object.associationChange') return [told, ...(action === 'CREATE' ? values : [])];
  return [{ ...told, associationRemoved: action === 'ASSOCIATION_REMOVED', isPrimaryAssociation: event.isPrimary }];
}

const entrySchema = z.looseObject({ propertyName: z.string().optional(), name: z.string().optional() });

/** Names and values, from a map or a list of changes; a change is the value itself or says it in a field. */
function valuesIn(changes: unknown): [string, unknown][] {
  if (Array.isArray(changes)) {
    return changes.flatMap((change): [string, unknown][] => {
      const entry = entrySchema.safeParse(change);
      const name = entry.data?.propertyName ?? entry.data?.name;
      return name === undefined ? [] : [[name, valueIn(change)]];
    });
  }
  if (typeof changes !== 'object' || changes === null) return [];
  return Object.entries(changes).map(([name, change]) => [name, valueIn(change)]);
}

function valueIn(change: unknown): unknown {
  if (typeof change !== 'object' || change === null) return change;
  const fields = change as Record<string, unknown>;
  const field = ['newValue', 'propertyValue', 'value'].find((name) => name in fields);
  return field === undefined ? change : fields[field];
}
