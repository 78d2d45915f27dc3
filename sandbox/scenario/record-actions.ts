import { goOn, ownerSource } from './contact-actions.ts';
import { type Action, otherContact, recordWith } from './story.ts';

/** Beyond the places of the cast. */
const placeOfMergedContact = 900;

/** The other contact that the cast names was the same person: both go on as one record, which HubSpot gives a new id. */
export const isMergedWithOther: Action = (story) => {
  const other = otherContact(story);
  const united = recordWith('contact', placeOfMergedContact);
  story.world.writer.happen('merge', united, story.nowMs, ownerSource(story), {
    primaryObjectId: story.record.id,
    mergedObjectIds: [other.record.id],
    newObjectId: united.id,
    numberOfPropertiesMoved: 3,
  });
  story.record = united;
  other.record = united;
  goOn(story);
};

export const isDeleted: Action = (story) => {
  story.world.writer.happen('deletion', story.record, story.nowMs, ownerSource(story), { changeFlag: 'DELETED' });
  goOn(story);
};

export const isRestored: Action = (story) => {
  story.world.writer.happen('restore', story.record, story.nowMs, ownerSource(story), { changeFlag: 'RESTORED' });
  goOn(story);
};

/** A privacy deletion is told twice: as itself and as a deletion. */
export const isErased: Action = (story) => {
  const source = ownerSource(story);
  story.world.writer.happen('privacyDeletion', story.record, story.nowMs, source);
  story.world.writer.happen('deletion', story.record, story.nowMs + 350, source, { changeFlag: 'DELETED' });
  goOn(story);
};
