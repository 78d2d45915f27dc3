import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { preset } from '../../src/journey/models/presets.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { allRows } from '../store/all-rows.ts';
import { install } from '../store/battery-store.ts';
import { describeEachDatabase } from '../store/each-database.ts';
import { associated, company, contact, created, deal, hear, property, type Told, ticket } from '../store/hear.ts';
import { agreementOfTests, correctionId, recordIds, signedRoutes } from './all-routes.ts';
import { type Ask, ask, type SecuredApp, securedAppNow, startSecuredApp } from './start-secured-app.ts';

const dayMs = 86_400_000;
const start = Date.UTC(2026, 0, 1);
/** Two portals with the same record ids; what is told of the second is nothing like what is told of the first. */
const one = '7400001';
const other = '7400002';
const ownerOfOther = 'Bodo Beta of the other portal';
const reasonOfOther = 'a reason that only the other portal gave';
/** Ids, names and values that only the other portal has. */
const ofOther = [other, ownerOfOther, reasonOfOther, '990099'];

const asked: Ask[] = Object.entries(signedRoutes)
  .flatMap(([, requests]) => requests)
  .filter(({ path }) => path.startsWith('/api/'));
const reads = asked.filter(({ method, path }) => method === 'GET' || path.endsWith('/preview'));
const writes = asked.filter((request) => !reads.includes(request));

describeEachDatabase('a portal', (open) => {
  let app: SecuredApp;
  let store: Store;
  let rows: () => Promise<string[]>;

  beforeAll(async () => {
    const spec = await open();
    store = await openStore(spec);
    await install(store, one);
    await store.recordOwners({ accountId: one, owners: [ownerNamed('300', 'Alma Alpha')] });
    const published = {
      accountId: one,
      name: 'a',
      definition: JSON.stringify({ ...agreementOfTests, id: 'agreement-of-one' }),
      publishedBy: 'start',
    };
    const inForce = { appliesTo: 'new-visits', inForceFrom: start, expectedVersion: 0, now: 1, dueAt: 1 } as const;
    await store.publishAgreement({ ...published, ...inForce });
    await hear(store, one, lifeOf('lead', '300', 10));
    app = await startSecuredApp(spec, [one, other]);
    // Journeys and tags are made in the background; what they are made from, only requests change.
    rows = async () =>
      (await allRows(spec))
        .filter((row) =>
          /^(fact|hearing|association|record_alias|model_version|agreement_version|owner|portal_metadata) /.test(row),
        )
        .sort();
  });
  afterAll(async () => {
    await app?.stop();
    await store?.close();
  });

  test('is answered at every route as if it were alone, whatever is known of the same ids in another', async () => {
    await untilRefreshed();
    const alone = await answersOf(reads, one);
    expect(new Set(alone.map(({ status }) => status))).toEqual(new Set([200]));
    for (const { body } of alone) expect(body).toMatchObject({ ok: true });
    await installOther();
    await untilRefreshed();
    const together = await answersOf(reads, one);
    expect(together).toEqual(alone);
    for (const trace of ofOther) expect(JSON.stringify(together).includes(trace), trace).toBe(false);
    const elsewhere = await answersOf(reads, other);
    expect(elsewhere).not.toEqual(alone);
    expect(JSON.stringify(elsewhere).includes(ownerOfOther)).toBe(true);
    expect(JSON.stringify(elsewhere).includes(reasonOfOther)).toBe(true);
  });

  test('changes nothing of another at any route, though it names the same records and corrections', async () => {
    const before = await rows();
    const ofThem = before.filter((row) => row.includes(other));
    expect(ofThem.length).toBeGreaterThan(15);
    const seen = await answersOf(reads, other);
    const answers = await answersOf(writes, one);
    expect(answers.every(({ body }) => (body as { ok: boolean }).ok)).toBe(true);
    const after = await rows();
    expect(after.filter((row) => row.includes(other))).toEqual(ofThem);
    // Corrections and outcomes of a contact and a deal, each withdrawn again; a handoff of either accepted, returned and offered again, a touchpoint
    // done and withdrawn; and a model and an
    // agreement.
    const isOfOne = (row: string) => row.includes(`"${one}"`);
    expect(after.filter((row) => !before.includes(row)).every(isOfOne)).toBe(true);
    expect(after.filter((row) => row.startsWith('fact')).length).toBe(
      before.filter((row) => row.startsWith('fact')).length + 18,
    );
    expect(await answersOf(reads, other)).toEqual(seen);
  });

  test('can not withdraw what somebody corrected in another', async () => {
    const before = await rows();
    const withdrawal = { objectId: recordIds.contact, correctionId: otherCorrectionId };
    const answer = await ask(
      app,
      { method: 'POST', path: '/api/cards/contact/correction/withdraw', body: withdrawal },
      one,
    );
    expect(answer.body).toMatchObject({ ok: false });
    expect(await rows()).toEqual(before);
  });

  test('reads no version of a model that only another has published', async () => {
    const version: Ask = { method: 'GET', path: '/api/settings/model/versions/3' };
    expect((await ask(app, version, other)).body).toMatchObject({ ok: true });
    expect((await ask(app, version, one)).body).toMatchObject({ ok: false });
  });

  /** Saved journeys, which are part of some answers, are those of the present; and no portal here lets itself be prepared. */
  function untilRefreshed(): Promise<void> {
    return vi.waitFor(
      async () => {
        expect((await store.readQueueSizes({ dueAt: Date.parse(securedAppNow) })).records).toBe(0);
        for (const { failure } of await store.readAccounts({})) expect(failure).not.toBeNull();
      },
      { timeout: 15_000, interval: 100 },
    );
  }

  async function installOther(): Promise<void> {
    await install(store, other);
    for (const name of ['buying-cycle', 'client-lifecycle']) {
      const definition = JSON.stringify(preset(name));
      const version = { name, definition, publishedBy: 'cli', expectedVersion: null, now: 1, dueAt: 1 };
      await store.publishModel({ accountId: other, ...version });
    }
    await store.recordOwners({
      accountId: other,
      owners: [ownerNamed('300', ownerOfOther), ownerNamed('990099', ownerOfOther)],
    });
    await hear(store, other, lifeOf('customer', '990099', 60));
    for (const id of [correctionId, otherCorrectionId]) {
      await ask(
        app,
        {
          method: 'POST',
          path: '/api/cards/contact/correction',
          body: { objectId: recordIds.contact, stage: stageOfOther, reason: reasonOfOther, correctionId: id },
        },
        other,
      );
    }
  }

  async function answersOf(requests: readonly Ask[], portalId: string) {
    const answers: { path: string; status: number; body: unknown }[] = [];
    for (const request of requests) answers.push({ path: request.path, ...(await ask(app, request, portalId)) });
    return answers;
  }
});

const otherCorrectionId = '01890a5d-ac96-774b-bcce-b302099a8058';
const stageOfOther = preset('client-lifecycle').stages.at(-1)?.id ?? '';

function ownerNamed(id: string, name: string) {
  return { id, userId: null, name, isActive: true, teams: [] };
}

/** A contact, a deal, a company and a ticket that know each other. */
function lifeOf(lifecycle: string, ownerId: string, day: number): Told[] {
  const at = start + day * dayMs;
  const records = [contact(recordIds.contact), deal(recordIds.deal), company(recordIds.company)];
  return [
    ...records.map((record) => created(record, at)),
    created(ticket(recordIds.ticket), at),
    ...records.map((record) => property(record, 'hubspot_owner_id', ownerId, at + 1)),
    property(contact(recordIds.contact), 'lifecyclestage', lifecycle, at + 2),
    property(deal(recordIds.deal), 'lifecyclestage', lifecycle, at + 2),
    property(deal(recordIds.deal), 'dealstage', lifecycle === 'lead' ? 'appointmentscheduled' : 'closedwon', at + 3),
    property(deal(recordIds.deal), 'pipeline', 'default', at + 3),
    ...associated(contact(recordIds.contact), deal(recordIds.deal), at + 4),
    ...associated(contact(recordIds.contact), company(recordIds.company), at + 4),
    ...associated(deal(recordIds.deal), company(recordIds.company), at + 4),
    ...associated(contact(recordIds.contact), ticket(recordIds.ticket), at + 4),
  ];
}
