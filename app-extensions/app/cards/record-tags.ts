import type { CardData } from '../../../src/api/card-contract.ts';

import type { ShownClock } from './journey.ts';

type OwnerTeam = CardData['stages'][number]['team']['id'];

/** The tags as they stand on the record, in terms of the card. Instants are milliseconds. */
export type RecordTags = {
  /** `model:stage`; null when the record has no stage. */
  stage: string | null;
  stageEnteredAt: number | null;
  ownerTeam: OwnerTeam;
  lap: number;
  /** In the language that the account's admin chose; null when nothing is recommended. */
  nextTouchpoint: string | null;
  clock: ShownClock | null;
  /** When the tags were last written. */
  asOf: number | null;
};

type ReadProperties = (names: string[]) => Promise<Record<string, string | null | undefined>>;

/** Reads the tags from the record itself, without the backend; null when the app never wrote any. */
export async function readRecordTags(readProperties: ReadProperties): Promise<RecordTags | null> {
  const properties = await readProperties([
    'journey_steward_stage',
    'journey_steward_stage_entered_at',
    'journey_steward_owner_team',
    'journey_steward_lap',
    'journey_steward_next_touchpoint',
    'journey_steward_sla_status',
    'journey_steward_sla_due_at',
    'journey_steward_as_of',
  ]);
  const stage = properties.journey_steward_stage || null;
  const asOf = instantOf(properties.journey_steward_as_of);
  if (stage === null && asOf === null) return null;
  return {
    stage,
    stageEnteredAt: instantOf(properties.journey_steward_stage_entered_at),
    ownerTeam: teamOf(properties.journey_steward_owner_team),
    lap: Number(properties.journey_steward_lap) || 1,
    nextTouchpoint: properties.journey_steward_next_touchpoint || null,
    clock: clockOf(properties.journey_steward_sla_status, properties.journey_steward_sla_due_at),
    asOf,
  };
}

function clockOf(status: string | null | undefined, dueAt: string | null | undefined): ShownClock | null {
  if (status !== 'on-track' && status !== 'at-risk' && status !== 'breached' && status !== 'paused') return null;
  return { status, dueAt: instantOf(dueAt) };
}

/** HubSpot hands date and time out as milliseconds in some places and as ISO text in others. */
function instantOf(value: string | null | undefined): number | null {
  if (!value) return null;
  const instant = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isFinite(instant) ? instant : null;
}

function teamOf(value: string | null | undefined): OwnerTeam {
  return value === 'marketing' || value === 'sales' || value === 'service' ? value : 'nobody';
}
