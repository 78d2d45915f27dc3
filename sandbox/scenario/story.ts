import type { SeededRandom } from '../portal/seeded-random.ts';
import type { CastCompany, CastContact } from './cast.ts';
import type { EventWriter, ScenarioRecord } from './event-writer.ts';
import type { Team } from './scenario-owners.ts';

/** What actions know and change while the year is told. `nowMs` moves on a little with everything that a contact does. */
export type ContactStory = {
  world: World;
  person: CastContact;
  record: ScenarioRecord;
  company: CompanyStory;
  random: SeededRandom;
  nowMs: number;
  team: Team;
  lifecycle: string;
  formsSubmitted: number;
  deals: DealStory[];
};

export type CompanyStory = {
  cast: CastCompany;
  /** Place in the cast, from 0: decides which owner of each team looks after it. */
  place: number;
  record: ScenarioRecord;
  isCreated: boolean;
  lifecycle: string;
};

export type DealStory = { record: ScenarioRecord; stages: DealStages; isOpen: boolean };
export type DealStages = { pipeline: string; opening: string; won: string; lost: string };

export type World = { writer: EventWriter; contacts: Map<string, ContactStory>; dealsOpened: number };

export type Action = (story: ContactStory) => void;

/**
 * A step of a storyline. `day` counts from the contact's arrival, or from one of the two days on which something happens to
 * many contacts at once; a step with `hours: 'shared'` has the same millisecond for all of them.
 */
export type Step = {
  from: 'arrival' | 'fair' | 'clean-up';
  day: number;
  hours: 'office' | 'any' | 'shared';
  actions: readonly Action[];
};
export type Storyline = { title: string; steps: readonly Step[] };

/** In office hours: something that one of our people does. */
export const at = (day: number, ...actions: Action[]): Step => ({ from: 'arrival', day, hours: 'office', actions });
/** At any hour of any day: something that the contact does. */
export const whenever = (day: number, ...actions: Action[]): Step => ({ from: 'arrival', day, hours: 'any', actions });
export const afterFair = (day: number, ...actions: Action[]): Step => ({ from: 'fair', day, hours: 'office', actions });
export const atFair = (...actions: Action[]): Step => ({ from: 'fair', day: 0, hours: 'shared', actions });
export const atCleanUp = (...actions: Action[]): Step => ({ from: 'clean-up', day: 0, hours: 'shared', actions });

/** The contact of the cast that this one is bound to: a colleague with a deal, or the same person a second time. */
export function otherContact(story: ContactStory): ContactStory {
  const other = story.world.contacts.get(story.person.other ?? '');
  if (other === undefined) throw new Error(`The cast names no other contact for ${story.person.key}.`);
  return other;
}

/** Ids of contacts, companies and deals overlap on purpose: HubSpot's are unique within one object type only. */
export function recordWith(objectType: ScenarioRecord['objectType'], place: number): ScenarioRecord {
  return { objectType, id: 276_000_104_001 + place * 37 };
}
