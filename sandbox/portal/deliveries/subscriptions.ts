import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type ObjectType, objectTypeOf } from '../object-types.ts';

/** One active subscription. `generic` ones get `object.…` events, the others the classic form. */
export type Subscription = {
  id: number;
  generic: boolean;
  objectType: ObjectType;
  eventName: string;
  propertyName: string | null;
};

const entrySchema = z.object({
  subscriptionType: z.string(),
  objectType: z.string().optional(),
  propertyName: z.string().optional(),
  active: z.boolean(),
});
const fileSchema = z.object({
  config: z.object({
    subscriptions: z.object({
      crmObjects: z.array(entrySchema).default([]),
      legacyCrmObjects: z.array(entrySchema).default([]),
      hubEvents: z.array(entrySchema).default([]),
    }),
  }),
});

/** Reads the active subscriptions of an app's `webhooks-hsmeta.json`. Types of objects that the portal lacks are left out. */
export async function readSubscriptions(path: string): Promise<Subscription[]> {
  const { crmObjects, legacyCrmObjects, hubEvents } = fileSchema.parse(JSON.parse(await readFile(path, 'utf8'))).config
    .subscriptions;
  const entries = [...crmObjects, ...legacyCrmObjects, ...hubEvents].filter((entry) => entry.active);
  return entries.flatMap((entry, index): Subscription[] => {
    const [word = '', eventName = ''] = entry.subscriptionType.split('.');
    const generic = word === 'object';
    const objectType = objectTypeOf(generic ? (entry.objectType ?? '') : word);
    if (objectType === null) return [];
    return [{ id: index + 1, generic, objectType, eventName, propertyName: entry.propertyName ?? null }];
  });
}
