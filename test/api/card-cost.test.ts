import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { presetAgreement } from '../../src/agreement/preset-agreements.ts';
import { cardAnswerSchema } from '../../src/api/card-contract.ts';
import { cardRoutes } from '../../src/api/card-routes.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { accountSetting } from '../../src/store/hold-to-account.ts';
import { portal } from '../journey/portal.ts';
import { useBatteryStore } from '../store/battery-store.ts';
import { describeEachDatabase } from '../store/each-database.ts';
import { associated, company, contact, created, deal, hear, lifecycle, merged, property } from '../store/hear.ts';
import { listenToStatements } from '../store/listen-to-statements.ts';
import { journeyOf, replayed, visit } from '../store/visits.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';
import { serveRoutes } from './serve-routes.ts';

const replays = vi.hoisted(() => ({ count: 0 }));
vi.mock('../../src/journey/replay.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/journey/replay.ts')>();
  const counted = <Given extends unknown[], Result>(one: (...given: Given) => Result) => {
    return (...given: Given): Result => {
      replays.count += 1;
      return one(...given);
    };
  };
  return { ...original, replay: counted(original.replay), replayToState: counted(original.replayToState) };
});

const secret = 'card-secret';
const publicUrl = 'https://app.example.com';
const dayMs = 86_400_000;
/** With an agreement a card has a clock too. */
const agreements = [
  { version: 1, agreement: presetAgreement('lead-funnel'), publishedAtMs: 0, appliesTo: 'open-visits' as const },
];

beforeEach(() => {
  replays.count = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
});

describeEachDatabase('the answer of a card', (open) => {
  const battery = useBatteryStore(open);

  test.each([
    ['a contact with deals, merged from another', 'contact', '1', 'in-journey', 1],
    ['a contact of a long history', 'contact', '5', 'in-journey', 1],
    ['a contact of whom nothing was heard', 'contact', '9', 'unknown', 1],
    ['a deal', 'deal', '7', 'in-journey', 1],
    // The journey of a company is made from the visits that its members are known to have: nothing is replayed.
    ['a company', 'company', '3', 'in-journey', 0],
  ])('takes one statement and one replay at most: %s', async (_, objectType, objectId, state, expectedReplays) => {
    const accountId = battery.newAccount();
    await hear(battery.store, accountId, [
      created(contact('1'), dayMs),
      lifecycle(contact('1'), 'lead', 2 * dayMs),
      ...['7', '8'].flatMap((id) => [
        ...associated(contact('1'), deal(id), 3 * dayMs),
        property(deal(id), 'dealstage', 'open', 4 * dayMs),
      ]),
      merged(contact('2'), ['1'], 5 * dayMs),
      ...associated(deal('7'), company('3'), 5 * dayMs),
      ...Array.from({ length: 500 }, (_unused, day) =>
        lifecycle(contact('5'), day % 2 ? 'lead' : 'customer', day * dayMs),
      ),
    ]);
    const saved = replayed(accountId, journeyOf(deal('7'), [visit('convert', 4 * dayMs)]), 1);
    await battery.store.saveJourneys({ journeys: [saved], now: 1, dueAt: 0 });
    const { url } = await serveRoutes(
      cardRoutes({
        publicUrl,
        clientSecrets: [secret],
        store: battery.store,
        modelOf: async () => ({ model: preset('lead-funnel'), modelVersion: 1, portal, agreements }),
        journeyNow: () => 600 * dayMs,
      }),
    );
    const target = `/api/cards/${objectType}?objectId=${objectId}&language=en&userId=5&portalId=${accountId}&appId=7`;
    const headers = signedHeaders({ secret, method: 'GET', url: publicUrl + target, body: '' }, ['v3']);

    const statements: string[] = [];
    listenToStatements((text) => statements.push(text));
    const answer = cardAnswerSchema.parse(await (await fetch(url + target, { headers })).json());
    expect(answer).toMatchObject({ ok: true, data: { state } });
    if (objectId === '5') expect(answer).toMatchObject({ data: { clock: expect.anything() } });
    // PostgreSQL's connection is set to the account first where it served another: test/store/hold-to-account.test.ts says when.
    const settings = statements.filter((text) => text.includes(accountSetting));
    expect(settings.length).toBeLessThanOrEqual(battery.spec.kind === 'postgres' ? 1 : 0);
    expect(statements.filter((text) => !settings.includes(text))).toHaveLength(1);
    expect(replays.count).toBe(expectedReplays);
  });

  test('is counted rightly: a ledger that is read in parts takes more', async () => {
    const statements: string[] = [];
    listenToStatements((text) => statements.push(text));
    await battery.store.loadLedgers({ records: [{ accountId: battery.newAccount(), ...contact('1') }] });
    expect(statements.filter((text) => !text.includes(accountSetting)).length).toBeGreaterThan(1);
  });
});
