import type { Instant } from './instant.ts';
import type { Model } from './models/model-schema.ts';
import { type Journey, openVisit } from './visits.ts';
import type { OwnerTeam, SlaStatus } from './vocabulary.ts';

/** The properties that the app writes on records, without `as_of`, which only says when the others were written. */
export const tagNames = {
  stage: 'journey_steward_stage',
  stageEnteredAt: 'journey_steward_stage_entered_at',
  ownerTeam: 'journey_steward_owner_team',
  lap: 'journey_steward_lap',
  outcome: 'journey_steward_outcome',
  nextTouchpoint: 'journey_steward_next_touchpoint',
  nurtureTrack: 'journey_steward_nurture_track',
  slaStatus: 'journey_steward_sla_status',
  slaDueAt: 'journey_steward_sla_due_at',
} as const;

export const asOfTag = 'journey_steward_as_of';

/** A record's tags by property name; an empty value clears the property. */
export type Tags = Record<string, string>;

/**
 * What the teams' agreement adds to the tags. `lead`: the team that has the lead now, which a return gives back to another than the
 * stage's; null where no agreement says who. `dueAt` in ms, null while nothing is due.
 */
export type AgreedTags = { status: SlaStatus; dueAt: Instant | null; lead: OwnerTeam | null };

const nothingAgreed: AgreedTags = { status: 'none', dueAt: null, lead: null };

/**
 * The tags that a journey gives its record. The outcome is the one of the open visit, or else of the visit that led into
 * it: who comes back to nurture from a lost deal carries `lost`, who became a customer carries `won`. The next touchpoint
 * is in words, in the language that the account's admin chose; null clears it. The nurture track is the one of the open visit's
 * stage: it comes and goes with the stage, in the same write.
 */
export function tagsOf(
  model: Pick<Model, 'name' | 'stages'>,
  journey: Journey,
  nextTouchpoint: string | null,
  agreed: AgreedTags = nothingAgreed,
): Tags {
  const open = openVisit(journey);
  const sla = {
    [tagNames.slaStatus]: agreed.status,
    [tagNames.slaDueAt]: agreed.dueAt === null ? '' : String(agreed.dueAt),
  };
  if (open === null) {
    return {
      [tagNames.stage]: '',
      [tagNames.stageEnteredAt]: '',
      [tagNames.ownerTeam]: 'nobody',
      [tagNames.lap]: '',
      [tagNames.outcome]: '',
      [tagNames.nextTouchpoint]: '',
      [tagNames.nurtureTrack]: '',
      ...sla,
    };
  }
  const stage = model.stages.find(({ id }) => id === open.stage);
  return {
    [tagNames.stage]: stageOption(model.name, open.stage),
    [tagNames.stageEnteredAt]: String(open.enteredAt),
    [tagNames.ownerTeam]: agreed.lead ?? open.team,
    [tagNames.lap]: String(open.lap),
    [tagNames.outcome]: open.outcome || (journey.visits.at(-2)?.outcome ?? ''),
    [tagNames.nextTouchpoint]: nextTouchpoint ?? '',
    [tagNames.nurtureTrack]: stage?.nurtureTrack?.id ?? '',
    ...sla,
  };
}

/** The option of the stage tag: stages of different models never share one. */
export function stageOption(modelName: string, stageId: string): string {
  return `${modelName}:${stageId}`;
}

const allTags: ReadonlySet<string> = new Set([...Object.values(tagNames), asOfTag]);

/** Whether a property is one that the app alone writes. */
export function isTag(property: string): boolean {
  return allTags.has(property);
}

/** The tags that must be written so that the record carries the desired ones; empty when it does already. */
export function tagDifference(desired: Tags, written: Tags | null): Tags {
  return Object.fromEntries(Object.entries(desired).filter(([name, value]) => (written?.[name] ?? null) !== value));
}
