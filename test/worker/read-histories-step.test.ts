import { describe, expect, onTestFinished, test } from 'vitest';
import { JourneyStewardError } from '../../src/errors.ts';
import { valuesOf } from '../../src/journey/repair/recovered.ts';
import type { ObjectType } from '../../src/journey/vocabulary.ts';
import { allScopes } from '../sandbox/portal/start-portal.ts';
import { install } from '../store/battery-store.ts';
import { createRepairPortal, type RepairPortal } from './repair-portal.ts';

const accountId = '1';
const dayMinutes = 24 * 60;

/** A portal whose account '1' has read the past, and which may be told by deliveries or by the journal. */
async function readyPortal(): Promise<RepairPortal> {
  const given = await createRepairPortal();
  onTestFinished(given.close);
  await given.follow();
  await given.readyAccount(accountId);
  await given.readJournal(accountId);
  return given;
}

const tells = {
  webhooks: (given: RepairPortal) => given.hear(accountId, given.takeEvents()),
  journal: (given: RepairPortal) => given.readJournal(accountId),
} as const;

const create = (given: RepairPortal, objectType: ObjectType, properties: Record<string, string>) =>
  given.change({ action: 'create', objectType, properties });

async function lifecycleOf({ store }: RepairPortal, recordId: string): Promise<string | undefined> {
  const [known] = await store.readKnownRecords({ accountId, objectType: 'contact', recordIds: [recordId] });
  return valuesOf(known?.facts ?? [], 'lifecyclestage').at(-1);
}

/** Takes all that may be replayed now. */
async function replayable({ store, now }: RepairPortal): Promise<string[]> {
  const taken = await store.claimDueRecords({ dueAt: now(), now: Date.now(), leaseMs: 0, limit: 100 });
  return taken.map(({ objectType, recordId }) => `${objectType}/${recordId}`);
}

const catchesUp = async ({ store }: RepairPortal, recordId: string) =>
  (await store.readCard({ accountId, objectType: 'contact', recordId })).isCatchingUp;

/** A customer, and a lead that became one a day later, are merged; HubSpot keeps the customer, and says nothing of it. */
async function mergedCustomer(given: RepairPortal, tell: (given: RepairPortal) => Promise<void>): Promise<string> {
  const customer = create(given, 'contact', { lifecyclestage: 'customer' });
  given.wait(dayMinutes);
  const lead = create(given, 'contact', { lifecyclestage: 'lead' });
  await tell(given);
  given.wait(dayMinutes);
  const id = given.change({ action: 'merge', objectType: 'contact', primaryId: customer, mergedId: lead });
  await tell(given);
  return id;
}

describe.each(['webhooks', 'journal'] as const)('what %s tell', (by) => {
  const tell = async (given: RepairPortal) => void (await tells[by](given));

  test('a customer with whom a younger lead was merged is not replayed before the history says what they are', async () => {
    const given = await readyPortal();
    const id = await mergedCustomer(given, tell);
    expect(await lifecycleOf(given, id)).toBe('lead');
    expect(await replayable(given)).not.toContain(`contact/${id}`);
    expect(await catchesUp(given, id)).toBe(true);
    await given.readHistories();
    expect(await lifecycleOf(given, id)).toBe('customer');
    expect(await replayable(given)).toContain(`contact/${id}`);
    expect(await catchesUp(given, id)).toBe(false);
  });

  test('a deal that lay in the recycle bin is read when it is restored, and its contact waits for it', async () => {
    const given = await createRepairPortal();
    onTestFinished(given.close);
    await given.follow();
    const contact = create(given, 'contact', { lifecyclestage: 'opportunity' });
    const deal = create(given, 'deal', { dealstage: 'closedwon' });
    given.change({ action: 'delete', objectType: 'deal', id: deal });
    given.takeEvents();
    await given.readyAccount(accountId);
    await given.readJournal(accountId);
    given.change({ action: 'restore', objectType: 'deal', id: deal });
    const ends = { from: { objectType: 'contact', id: contact }, to: { objectType: 'deal', id: deal } } as const;
    given.change({ action: 'associate', ...ends });
    await tell(given);
    const values = async () => {
      const [known] = await given.store.readKnownRecords({ accountId, objectType: 'deal', recordIds: [deal] });
      return valuesOf(known?.facts ?? [], 'dealstage');
    };
    expect(await replayable(given)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(deal|contact)\//)]));
    await given.readHistories();
    expect(await values()).toEqual(['closedwon']);
    expect(await replayable(given)).toEqual(expect.arrayContaining([`contact/${contact}`, `deal/${deal}`]));
  });
});

describe.each(['merged', 'restored'] as const)('a ticket that was %s', (change) => {
  const scopesWith = [...allScopes, 'tickets'];
  const stagesOf = async ({ store }: RepairPortal, recordId: string) => {
    const [known] = await store.readKnownRecords({ accountId, objectType: 'ticket', recordIds: [recordId] });
    return valuesOf(known?.facts ?? [], 'hs_pipeline_stage');
  };

  async function given() {
    const portal = await createRepairPortal({}, { scopes: scopesWith });
    onTestFinished(portal.close);
    const contact = create(portal, 'contact', { lifecyclestage: 'customer' });
    const of = (hs_pipeline_stage: string) =>
      portal.change({ action: 'create', objectType: 'ticket', properties: { hs_pipeline: '0', hs_pipeline_stage } });
    const closed = of('4');
    portal.wait(dayMinutes);
    const open = of('1');
    const to = { objectType: 'contact', id: contact } as const;
    for (const id of [closed, open]) portal.change({ action: 'associate', from: { objectType: 'ticket', id }, to });
    if (change === 'restored') portal.change({ action: 'delete', objectType: 'ticket', id: closed });
    const before = portal.takeEvents();
    await portal.readyAccount(accountId);
    await portal.hear(accountId, before);
    portal.wait(dayMinutes);
    const id =
      change === 'merged'
        ? portal.change({ action: 'merge', objectType: 'ticket', primaryId: closed, mergedId: open })
        : portal.change({ action: 'restore', objectType: 'ticket', id: closed });
    return { portal, contact, id };
  }

  test('is read at once, and its contact is not replayed before', async () => {
    const { portal, contact, id } = await given();
    await portal.hear(accountId, portal.takeEvents());
    const untold = await stagesOf(portal, id);
    expect(await replayable(portal)).not.toContain(`contact/${contact}`);
    expect(await catchesUp(portal, contact)).toBe(true);
    await portal.readHistories();
    expect((await stagesOf(portal, id)).at(-1)).toBe('4');
    if (change === 'merged') expect(untold.at(-1)).toBe('1');
    expect(await replayable(portal)).toEqual(expect.arrayContaining([`contact/${contact}`]));
    expect(await catchesUp(portal, contact)).toBe(false);
    // A ticket has no journey, and leaves nothing behind that could be replayed.
    expect(await replayable(portal)).not.toContain(`ticket/${id}`);
    expect(await portal.store.claimHistories({ now: Date.now(), leaseMs: 1, limit: 9 })).toBeNull();
  });

  test('is left alone where tickets are withheld since, and its contact goes on', async () => {
    const { portal, contact } = await given();
    await portal.hear(accountId, portal.takeEvents());
    const { call } = portal.hubspot;
    portal.hubspot.call = async (account, asked) => {
      if (asked.path.includes('/tickets')) throw new JourneyStewardError('hubspot-scope-missing', 'No.');
      return call(account, asked);
    };
    expect(await portal.historiesStep()()).toBe(true);
    expect(await replayable(portal)).toContain(`contact/${contact}`);
    expect(await portal.store.claimHistories({ now: Date.now(), leaseMs: 1, limit: 9 })).toBeNull();
  });
});

describe('when HubSpot does not answer', () => {
  const failing = (given: RepairPortal, code: 'hubspot-unavailable' | 'hubspot-refused') => ({
    ...given.hubspot,
    call: async () => {
      throw new JourneyStewardError(code, 'No.', { retryAfterMs: 0 });
    },
  });

  test('what was merged waits until it can be read', async () => {
    const given = await readyPortal();
    const id = await mergedCustomer(given, tells.webhooks);
    expect(await given.historiesStep({ hubspot: failing(given, 'hubspot-unavailable') })()).toBe(true);
    expect(await replayable(given)).not.toContain(`contact/${id}`);
    await given.readHistories();
    expect(await lifecycleOf(given, id)).toBe('customer');
    expect(await replayable(given)).toContain(`contact/${id}`);
  });

  test('what it refuses for good is replayed as it is known', async () => {
    const given = await readyPortal();
    const id = await mergedCustomer(given, tells.webhooks);
    expect(await given.historiesStep({ hubspot: failing(given, 'hubspot-refused') })()).toBe(true);
    expect(await replayable(given)).toContain(`contact/${id}`);
  });
});

test('a merge that happens while the history is being read is read once more', async () => {
  const given = await readyPortal();
  const id = await mergedCustomer(given, tells.webhooks);
  const third = create(given, 'contact', { lifecyclestage: 'subscriber' });
  await tells.webhooks(given);
  const claimed = await given.store.claimHistories({ now: Date.now(), leaseMs: 10_000, limit: 10 });
  if (claimed === null) throw new Error('Nothing was to be read.');
  const merged = given.change({ action: 'merge', objectType: 'contact', primaryId: id, mergedId: third });
  await tells.webhooks(given);
  await given.store.settleHistories({ job: claimed, retryAt: null, now: 0 });
  expect(await replayable(given)).not.toContain(`contact/${merged}`);
  await given.readHistories();
  expect(await lifecycleOf(given, merged)).toBe('customer');
});

test('before anybody has begun to read the past, nothing is asked for', async () => {
  const given = await createRepairPortal();
  onTestFinished(given.close);
  await install(given.store, accountId);
  const id = await mergedCustomer(given, tells.webhooks);
  expect(await given.store.claimHistories({ now: Date.now(), leaseMs: 1, limit: 10 })).toBeNull();
  expect(await replayable(given)).toContain(`contact/${id}`);
});
