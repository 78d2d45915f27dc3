import type { DeliveryGroup, StoredDeliveryGroup } from './deliveries.ts';
import type { Store } from './operations.ts';

/** Takes something out of a group of raw deliveries; null when the group does not hold it. */
export type Scrub = (group: DeliveryGroup) => Promise<DeliveryGroup | null>;

const groupsPerPage = 20;

/**
 * Takes something out of all raw deliveries that are kept. Others may take something else out of the same groups at the same
 * time, in this process or another: a group that changed since it was read is read again.
 */
export async function scrubGroups(
  store: Pick<Store, 'readDeliveries' | 'replaceDeliveries'>,
  scrub: Scrub,
): Promise<void> {
  let afterGroupId = 0;
  for (;;) {
    const page = await store.readDeliveries({ afterGroupId, limit: groupsPerPage });
    for (const group of page) await scrubGroup(store, scrub, group);
    const last = page.at(-1);
    if (last === undefined) return;
    afterGroupId = last.groupId;
  }
}

/** The same for one group, as it was read. */
export async function scrubGroup(
  store: Pick<Store, 'readDeliveries' | 'replaceDeliveries'>,
  scrub: Scrub,
  given: StoredDeliveryGroup,
): Promise<void> {
  const { groupId } = given;
  let group: StoredDeliveryGroup | undefined = given;
  while (group !== undefined && group.groupId === groupId) {
    const scrubbed = await scrub(group);
    if (scrubbed === null) return;
    const replaced = await store.replaceDeliveries({ groups: [{ ...scrubbed, groupId, was: group.packed }] });
    if (replaced.length > 0) return;
    [group] = await store.readDeliveries({ afterGroupId: groupId - 1, limit: 1 });
  }
}
