import { describe, expect, it } from 'vitest';
import { createPortal } from '../../../sandbox/portal/create-portal.ts';
import { buildScenario, scenarioEndsAt } from '../../../sandbox/scenario/build-scenario.ts';
import { scenarioOwners } from '../../../sandbox/scenario/scenario-owners.ts';
import { scenarioPipelines } from '../../../sandbox/scenario/scenario-pipelines.ts';
import { events, ofType, portalId, valuesOf } from './events.ts';

const dayMs = 24 * 60 * 60_000;

describe('the scenario as a whole', () => {
  it('creates 60 contacts, 30 deals and 20 companies, each once', () => {
    for (const [type, count] of [
      ['contact', 60],
      ['deal', 30],
      ['company', 20],
    ] as const) {
      const ids = ofType(`${type}.creation`).map((event) => event.objectId);
      expect(ids).toHaveLength(count);
      expect(new Set(ids).size).toBe(count);
    }
  });

  it('says the same each time', () => {
    expect(buildScenario({ portalId })).toEqual(events);
  });

  it('says the same of any portal', () => {
    const elsewhere = buildScenario({ portalId: 1 }).map((event) => ({ ...event, portalId, eventId: 0 }));
    expect(elsewhere).toEqual(events.map((event) => ({ ...event, eventId: 0 })));
  });

  it('is sorted by time and lasts a year, to the end that was asked for', () => {
    const times = events.map((event) => event.occurredAt);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times.at(-1)).toBe(scenarioEndsAt);
    expect(times[0]).toBeGreaterThan(scenarioEndsAt - 366 * dayMs);
    expect(times[0]).toBeLessThan(scenarioEndsAt - 355 * dayMs);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('can end on any day of the week and at any hour (%i days later)', (days) => {
    for (const hours of [0, 9, 23]) {
      const endsAt = Date.UTC(2027, 1, 1 + days, hours, 59, 59, 999);
      const moved = buildScenario({ portalId, endsAt });
      expect(moved.at(-1)?.occurredAt).toBe(endsAt);
      expect(moved).toHaveLength(events.length);
    }
  });

  it('is what the sandbox portal can play', async () => {
    const portal = createPortal({
      clientId: 'client',
      clientSecret: 'secret',
      pipelines: scenarioPipelines,
      owners: scenarioOwners,
    });
    await portal.playHistory({ lines: events.map((event) => JSON.stringify(event)) });
    // Two contacts became one, and one was erased.
    expect(portal.status()).toMatchObject({
      portalId,
      clock: new Date(scenarioEndsAt).toISOString(),
      records: { contacts: 58, companies: 20, deals: 30 },
    });
    await portal.deliveries.stop();
  });
});

describe('the people of the scenario', () => {
  it('have no address outside .example', () => {
    const texts = [...events.map((event) => event.propertyValue ?? ''), ...scenarioOwners.map((owner) => owner.email)];
    const addresses = texts.filter((text) => text.includes('@'));
    expect(addresses.length).toBe(60 + 6);
    const domains = valuesOf('domain', 'company').map((event) => event.propertyValue);
    for (const address of [...addresses, ...domains]) expect(address).toMatch(/^[a-z.@-]+\.example$/);
  });

  it('have each an address and a name of their own', () => {
    const emails = valuesOf('email').map((event) => event.propertyValue);
    expect(new Set(emails).size).toBe(60);
  });

  it('are looked after by six owners of three teams, who change on the way', () => {
    expect(new Set(scenarioOwners.map((owner) => owner.teams[0]?.id)).size).toBe(3);
    const ownerIds = new Set(scenarioOwners.map((owner) => owner.id));
    const assigned = ['contact', 'deal', 'company'].flatMap((type) => valuesOf('hubspot_owner_id', type));
    expect(new Set(assigned.map((event) => event.propertyValue))).toEqual(ownerIds);
    const byContact = Map.groupBy(valuesOf('hubspot_owner_id'), (event) => event.objectId);
    expect([...byContact.values()].filter((owners) => owners.length >= 3).length).toBeGreaterThan(10);
  });

  it('work from Monday to Friday, while readers read whenever they like', () => {
    const ofPeople = events.filter((event) => event.sourceId?.startsWith('userId:'));
    expect(ofPeople.length).toBeGreaterThan(500);
    for (const { occurredAt } of ofPeople) {
      const time = new Date(occurredAt);
      expect([1, 2, 3, 4, 5]).toContain(time.getUTCDay());
      expect(time.getUTCHours()).toBeGreaterThanOrEqual(7);
      expect(time.getUTCHours()).toBeLessThan(18);
    }
    const ofReaders = valuesOf('hs_email_last_open_date').map((event) => new Date(event.occurredAt).getUTCDay());
    expect(ofReaders.some((day) => day === 0 || day === 6)).toBe(true);
  });
});
