import { createSeededRandom } from '../portal/seeded-random.ts';
import { cast } from './cast.ts';
import { createEventWriter } from './event-writer.ts';
import type { HistoryEvent } from './history-event.ts';
import { planStory } from './plan-year.ts';
import { marketingEmail } from './sources.ts';
import { type CompanyStory, type ContactStory, recordWith, type World } from './story.ts';
import { storylines } from './storylines.ts';
import { type Year, yearUntil } from './working-time.ts';

/** Friday, 20 November 2026, 16:00 UTC. Fixed, so that every run tells the same year. */
export const scenarioEndsAt = Date.UTC(2026, 10, 20, 16);

/**
 * One year of an invented firm: 60 contacts of 20 companies, and 30 deals, as HubSpot's webhooks would have told it, sorted by
 * time. The same arguments give the same events; the last one happens at `endsAt` (epoch ms).
 */
export function buildScenario({
  portalId,
  endsAt = scenarioEndsAt,
}: {
  portalId: number;
  endsAt?: number;
}): HistoryEvent[] {
  const year = yearUntil(endsAt);
  const world: World = { writer: createEventWriter(portalId), contacts: new Map(), dealsOpened: 0 };
  cast.forEach((company, place) => {
    const companyStory = beginCompany(company, place);
    for (const person of company.contacts) world.contacts.set(person.key, beginContact(world, companyStory, person));
  });
  tellInOrderOfTime(year, world);
  tellLastEvent(year, world);
  return world.writer.finish();
}

/** Contacts share companies and deals, so the steps of all of them are told in one order. */
function tellInOrderOfTime(year: Year, world: World): void {
  const steps = [...world.contacts.values()].flatMap((story) =>
    planStory(year, story, storylines[story.person.storyline]),
  );
  for (const { atMs, story, actions } of steps.toSorted((one, other) => one.atMs - other.atMs)) {
    story.nowMs = atMs;
    for (const action of actions) action(story);
  }
}

/** Somebody opens an e-mail at the very end: a portal's clock stands at the last event of its history. */
function tellLastEvent({ endsAtMs }: Year, world: World): void {
  const reader = [...world.contacts.values()].find((story) => story.person.storyline === 'newsletterReader');
  if (reader === undefined) throw new Error('The cast has nobody who reads the newsletter.');
  world.writer.change(reader.record, endsAtMs, marketingEmail, { hs_email_last_open_date: String(endsAtMs) });
}

function beginCompany(company: (typeof cast)[number], place: number): CompanyStory {
  return { cast: company, place, record: recordWith('company', place), isCreated: false, lifecycle: 'lead' };
}

function beginContact(
  world: World,
  company: CompanyStory,
  person: (typeof cast)[number]['contacts'][number],
): ContactStory {
  const record = recordWith('contact', world.contacts.size);
  return {
    world,
    person,
    record,
    company,
    random: createSeededRandom(record.id + 1),
    nowMs: 0,
    team: 'marketing',
    lifecycle: '',
    formsSubmitted: 0,
    deals: [],
  };
}
