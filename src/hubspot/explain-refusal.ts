import type { ObjectType } from '../journey/vocabulary.ts';
import type { RefusalReason } from './hubspot-refusal.ts';

/** What a refusal of tags stands in the way of, and what an admin can do. */
export type ExplainedRefusal = {
  /**
   * `value`: every record that gets this value of the property is refused. `object-type`: no record of the type can be written
   * until something is mended in the portal. `record`: this record alone.
   */
  reach: 'value' | 'object-type' | 'record';
  words: string;
};

const repair = 'run journey-steward doctor --fix';
const afterwards = 'The tags are then written by themselves';

/**
 * Says in an admin's words what HubSpot minds about a write of tags, and where to mend it. `sent` is what one record was
 * sent. HubSpot's own words follow, so that nothing is lost where its code is one that this does not know.
 */
export function explainRefusal(
  reason: RefusalReason,
  place: { objectType: ObjectType; sent: Readonly<Record<string, string>> },
): ExplainedRefusal {
  const { reach, words } = explained(reason, place);
  return { reach, words: `${words} HubSpot says: ${reason.message.trim() || 'nothing more.'}` };
}

function explained(
  { code, property }: RefusalReason,
  { objectType, sent }: { objectType: ObjectType; sent: Readonly<Record<string, string>> },
): ExplainedRefusal {
  const name = property ?? 'a property';
  const where = `Settings > Properties > ${objectType} properties > ${name}`;
  const value = property === null ? undefined : sent[property];
  switch (code) {
    case 'INVALID_OPTION': {
      const words = `The ${objectType} property ${name} has no option with the internal value "${value ?? ''}". Add it in ${where}, or ${repair}. ${afterwards}.`;
      return { reach: value === undefined ? 'record' : 'value', words };
    }
    case 'PROPERTY_DOESNT_EXIST':
      return {
        reach: 'object-type',
        words: `The ${objectType} property ${name} was archived or deleted. Restore it in Settings > Properties > Archived properties, or ${repair}. ${afterwards}.`,
      };
    case 'READ_ONLY_VALUE':
      return {
        reach: 'object-type',
        words: `The ${objectType} property ${name} is read-only for apps. Allow edits in ${where}, or ${repair} to see which property has its name.`,
      };
    case 'MISSING_REQUIRED_PROPERTY':
    case 'MISSING_CONDITIONAL_REQUIRED_PROPERTY':
      return {
        reach: 'record',
        words: `A rule of the portal wants the ${objectType} property ${name} filled in before the record may be changed. Fill it in on the record, or change the rule in ${where} > Rules; then ${repair}.`,
      };
    default:
      if (value === undefined) return { reach: 'record', words: 'HubSpot refuses the record.' };
      return {
        reach: 'record',
        words: `HubSpot refuses "${value}" for the ${objectType} property ${name}: a validation rule may say so. Change it in ${where} > Rules; then ${repair}.`,
      };
  }
}

/** A record that HubSpot does not have under this id. */
export const goneWords =
  'The record is in the recycle bin, deleted, or merged into another. It is left alone until it is restored.';
