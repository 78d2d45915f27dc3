import { createSeededRandom, type SeededRandom } from '../../sandbox/portal/seeded-random.ts';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { scenarioOwners } from '../../sandbox/scenario/scenario-owners.ts';
import { createEventWriter, type EventWriter, type Named } from './event-writer.ts';

/** What happens in a portal in some time: what its app is told of, and what is lost on the way. */
export type Happenings = { told: HistoryEvent[]; lost: HistoryEvent[] };

/** A portal's past, of which nobody was told; what happens while it is being read; and what happens afterwards. */
export type Life = { past: HistoryEvent[]; during: Happenings; after: Happenings };

const dayMs = 86_400_000;
const beginsAt = Date.UTC(2026, 0, 5, 9);
/** When the app is installed, when its reading of the past is over, and where all clocks stand. */
export const installedAt = Date.UTC(2026, 10, 2, 9);
export const readAt = Date.UTC(2026, 10, 4, 9);
export const endsAt = Date.UTC(2026, 10, 20, 16);

const lifecycle = ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer'];
const dealStages = ['appointmentscheduled', 'qualifiedtobuy', 'contractsent', 'closedwon'];
const owners = scenarioOwners.map(({ id }) => id);

/** What becomes of a contact, by its place: of each hundred, one of each kind, and nothing special of all others. */
const fates = {
  mergedInPast: 0,
  mergesInPast: 1,
  deletedInPast: 2,
  leftCompanyInPast: 3,
  merged: 4,
  merges: 5,
  mergedUnheard: 6,
  mergesUnheard: 7,
  deleted: 8,
  deletedUnheard: 9,
  cameBack: 10,
  cameBackUnheard: 11,
  leftCompany: 12,
  leftCompanyUnheard: 13,
  forgotten: 14,
  forgottenUnheard: 15,
} as const;
const ordinary = 20;

/** Invents the life of a portal. The same portal and seed give the same life; all portals use the same record ids. */
export function inventLife(portal: { portalId: number; contacts: number; seed: number }): Life {
  const random = createSeededRandom(portal.seed);
  const writer = createEventWriter(portal.portalId);
  const counts = {
    contacts: portal.contacts,
    deals: Math.ceil(portal.contacts / 5),
    companies: Math.ceil(portal.contacts / 20),
  };
  const world: World = { random, writer, counts };
  return { past: pastOf(world), during: duringOf(world), after: afterOf(world) };
}

type World = {
  random: SeededRandom;
  writer: EventWriter;
  counts: { contacts: number; deals: number; companies: number };
};

const contact = (place: number): Named => ({ type: 'contact', id: 100_001 + place });
const deal = (place: number): Named => ({ type: 'deal', id: 300_001 + place });
const company = (place: number): Named => ({ type: 'company', id: 500_001 + place });
const companyOf = ({ counts }: World, place: number) => company(place % counts.companies);
const isFate = (place: number, fate: keyof typeof fates) => place % 100 === fates[fate];
const isPrimary = (place: number) => place % 2 === 0;

/** Whoever is merged away has no value that the other one lacks, so that a merge alone changes none. */
const isMergedAway = (place: number) =>
  isFate(place, 'mergedInPast') || isFate(place, 'merged') || isFate(place, 'mergedUnheard');

function pastOf(world: World): HistoryEvent[] {
  const { writer, random, counts } = world;
  const events: HistoryEvent[] = [];
  const spanMs = installedAt - beginsAt - 40 * dayMs;
  for (let place = 0; place < counts.companies; place += 1) {
    events.push(...writer.create(company(place), beginsAt + place, { name: `Company ${place}` }));
  }
  for (let place = 0; place < counts.contacts; place += 1) {
    const at = beginsAt + dayMs + Math.floor((spanMs * place) / counts.contacts);
    events.push(...contactPast(world, place, at));
    events.push(
      ...writer.associate(contact(place), companyOf(world, place), at + 1_700, { isPrimary: isPrimary(place) }),
    );
    if (isFate(place, 'deletedInPast')) events.push(writer.delete(contact(place), installedAt - 5 * dayMs));
    if (isFate(place, 'leftCompanyInPast')) events.push(...leave(world, place, installedAt - 4 * dayMs));
    if (isFate(place, 'mergesInPast')) {
      events.push(writer.merge(contact(place), contact(place - 1), installedAt - 3 * dayMs));
    }
  }
  for (let place = 0; place < counts.deals; place += 1) {
    const at = beginsAt + 2 * dayMs + Math.floor((spanMs * place) / counts.deals);
    const owner = random.pick(owners);
    const values = {
      pipeline: 'default',
      dealstage: 'appointmentscheduled',
      amount: String(1_000 + place),
      hubspot_owner_id: owner,
    };
    events.push(...writer.create(deal(place), at, values));
    for (const [step, stage] of dealStages.slice(1, random.integer(1, 4)).entries()) {
      events.push(
        writer.change(deal(place), 'dealstage', stage, at + (step + 1) * random.integer(1, 9) * dayMs + step),
      );
    }
    const buyer = contact((place * 7) % counts.contacts);
    events.push(...writer.associate(deal(place), buyer, at + 900, {}));
    events.push(...writer.associate(deal(place), companyOf(world, place), at + 950, { isPrimary: true }));
  }
  return events;
}

function contactPast({ writer, random }: World, place: number, at: number): HistoryEvent[] {
  const email = `person-${place}@example.test`;
  if (isMergedAway(place)) return writer.create(contact(place), at, { email, lifecyclestage: 'subscriber' });
  const first = { email, lifecyclestage: 'subscriber', hubspot_owner_id: random.pick(owners) };
  const events = writer.create(contact(place), at, first);
  for (const [step, stage] of lifecycle.slice(1, random.integer(1, 5)).entries()) {
    events.push(writer.change(contact(place), 'lifecyclestage', stage, at + (step * 7 + random.integer(1, 6)) * dayMs));
  }
  if (random.next() < 0.4) {
    const heardAt = at + random.integer(2, 30) * dayMs;
    events.push(writer.change(contact(place), 'notes_last_contacted', String(heardAt), heardAt));
  }
  if (random.next() < 0.3) {
    const formAt = at + random.integer(1, 20) * dayMs;
    events.push(writer.change(contact(place), 'num_conversion_events', '1', formAt));
    events.push(writer.change(contact(place), 'recent_conversion_date', String(formAt), formAt));
  }
  return events;
}

function leave(world: World, place: number, at: number): HistoryEvent[] {
  return world.writer.dissociate(contact(place), companyOf(world, place), at, { isPrimary: isPrimary(place) });
}

/** The past is being read meanwhile, so nothing happens that takes away what reading may have seen or not. */
function duringOf(world: World): Happenings {
  const found: Happenings = { told: [], lost: [] };
  ordinaryChanges(world, found, { from: installedAt, share: 0.15, lostShare: 0.25 });
  newcomers(world, found, { from: installedAt, group: 1, lostShare: 0.25 });
  for (let place = ordinary; place < world.counts.contacts; place += 23) {
    if (place % 100 < ordinary) continue;
    // It says since when two old records are associated, so it is told.
    const other = companyOf(world, place + 1);
    found.told.push(...world.writer.associate(contact(place), other, installedAt + place * 1_000, {}));
  }
  return found;
}

function afterOf(world: World): Happenings {
  const found: Happenings = { told: [], lost: [] };
  ordinaryChanges(world, found, { from: readAt, share: 0.1, lostShare: 0.3 });
  newcomers(world, found, { from: readAt, group: 2, lostShare: 0.3 });
  for (let place = 0; place < world.counts.contacts; place += 1) fateOf(world, found, place);
  const { writer, counts } = world;
  for (let place = 0; place < counts.deals; place += 1) {
    if (place % 50 === 0) found.told.push(writer.delete(deal(place), readAt + dayMs + place));
    if (place % 50 === 1) found.lost.push(writer.delete(deal(place), readAt + dayMs + place));
  }
  for (let place = 0; place < counts.companies; place += 1) {
    if (place % 40 === 3) found.lost.push(writer.delete(company(place), readAt + dayMs + place));
    if (place % 40 === 5) found.told.push(writer.merge(company(place), company(place - 1), readAt + dayMs + place));
    if (place % 40 === 7) found.lost.push(writer.merge(company(place), company(place - 1), readAt + dayMs + place));
  }
  return found;
}

function fateOf(world: World, { told, lost }: Happenings, place: number): void {
  const { writer } = world;
  const who = contact(place);
  const at = readAt + 2 * dayMs + place * 1_000;
  if (isFate(place, 'merges')) told.push(writer.merge(who, contact(place - 1), at));
  if (isFate(place, 'mergesUnheard')) lost.push(writer.merge(who, contact(place - 1), at));
  if (isFate(place, 'deleted')) told.push(writer.delete(who, at));
  if (isFate(place, 'deletedUnheard')) {
    lost.push(writer.change(who, 'hs_lead_status', 'UNQUALIFIED', at - 1_000), writer.delete(who, at));
  }
  if (isFate(place, 'cameBack')) told.push(writer.delete(who, at), writer.restore(who, at + dayMs));
  if (isFate(place, 'cameBackUnheard')) {
    told.push(writer.delete(who, at));
    lost.push(writer.restore(who, at + dayMs));
  }
  if (isFate(place, 'leftCompany')) told.push(...leave(world, place, at));
  if (isFate(place, 'leftCompanyUnheard')) lost.push(...leave(world, place, at));
  if (isFate(place, 'forgotten')) told.push(writer.forget(who, at), writer.delete(who, at));
  if (isFate(place, 'forgottenUnheard')) lost.push(writer.forget(who, at), writer.delete(who, at));
}

function ordinaryChanges(
  { random, writer, counts }: World,
  found: Happenings,
  { from, share, lostShare }: { from: number; share: number; lostShare: number },
): void {
  const add = (...events: HistoryEvent[]) => {
    for (const event of events) found[random.next() < lostShare ? 'lost' : 'told'].push(event);
  };
  for (let place = 0; place < counts.contacts; place += 1) {
    if (place % 100 < ordinary || random.next() >= share) continue;
    const at = from + random.integer(1, dayMs);
    add(writer.change(contact(place), 'lifecyclestage', random.pick(lifecycle), at));
    if (random.next() < 0.5)
      add(writer.change(contact(place), 'notes_last_contacted', String(at + 60_000), at + 60_000));
    if (random.next() < 0.3) add(writer.change(contact(place), 'hubspot_owner_id', random.pick(owners), at + 120_000));
  }
  for (let place = 0; place < counts.deals; place += 1) {
    if (place % 50 < 2 || random.next() >= share) continue;
    const at = from + random.integer(1, dayMs);
    add(writer.change(deal(place), 'dealstage', random.pick([...dealStages, 'closedlost']), at));
  }
}

/** New contacts, every second with a deal. Their associations are told, or told from one side, or lost. */
function newcomers(
  world: World,
  found: Happenings,
  { from, group, lostShare }: { from: number; group: number; lostShare: number },
): void {
  const { random, writer, counts } = world;
  const add = (event: HistoryEvent) => found[random.next() < lostShare ? 'lost' : 'told'].push(event);
  const link = (events: HistoryEvent[]) => {
    const fate = random.next();
    const isLost = (side: number) => fate < lostShare || (fate < 2 * lostShare && side % 2 === 1);
    for (const [side, event] of events.entries()) found[isLost(side) ? 'lost' : 'told'].push(event);
  };
  for (let place = 0; place < Math.ceil(counts.contacts / 50); place += 1) {
    const who = contact(group * 50_000 + place);
    const at = from + random.integer(1, dayMs);
    const values = {
      email: `new-${group}-${place}@example.test`,
      lifecyclestage: 'lead',
      hubspot_owner_id: random.pick(owners),
    };
    for (const event of writer.create(who, at, values)) add(event);
    link(writer.associate(who, companyOf(world, place), at + 1_700, {}));
    if (place % 2 === 1) continue;
    const opened = deal(group * 50_000 + place);
    const dealValues = { pipeline: 'default', dealstage: 'appointmentscheduled', amount: '5000' };
    for (const event of writer.create(opened, at + 5_000, dealValues)) add(event);
    link(writer.associate(opened, who, at + 5_900, {}));
    link(writer.associate(opened, contact(ordinary + (place % (100 - ordinary))), at + 5_900, {}));
  }
}
