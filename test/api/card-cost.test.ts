import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cardAnswerSchema } from '../../src/api/card-contract.ts';
import { cardRoutes } from '../../src/api/card-routes.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { portal } from '../journey/portal.ts';
import { useBatteryStore } from '../store/battery-store.ts';
import { describeEachDatabase } from '../store/each-database.ts';
import { associated, contact, created, deal, hear, lifecycle, merged, property } from '../store/hear.ts';
import { listenToStatements } from '../store/listen-to-statements.ts';
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

beforeEach(() => {
  replays.count = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
});

describeEachDatabase('the answer of a card', (open) => {
  const battery = useBatteryStore(open);

  test.each([
    ['a contact with deals, merged from another', '1', 'in-journey'],
    ['a contact of a long history', '5', 'in-journey'],
    ['a contact of whom nothing was heard', '9', 'unknown'],
  ])('takes one statement and one replay: %s', async (_, objectId, state) => {
    const accountId = battery.newAccount();
    await hear(battery.store, accountId, [
      created(contact('1'), dayMs),
      lifecycle(contact('1'), 'lead', 2 * dayMs),
      ...['7', '8'].flatMap((id) => [
        ...associated(contact('1'), deal(id), 3 * dayMs),
        property(deal(id), 'dealstage', 'open', 4 * dayMs),
      ]),
      merged(contact('2'), ['1'], 5 * dayMs),
      ...Array.from({ length: 500 }, (_unused, day) =>
        lifecycle(contact('5'), day % 2 ? 'lead' : 'customer', day * dayMs),
      ),
    ]);
    const { url } = await serveRoutes(
      cardRoutes({
        publicUrl,
        clientSecrets: [secret],
        store: battery.store,
        modelOf: async () => ({ model: preset('lead-funnel'), modelVersion: 1, portal }),
        journeyNow: () => 600 * dayMs,
      }),
    );
    const target = `/api/cards/contact?objectId=${objectId}&language=en&userId=5&portalId=${accountId}&appId=7`;
    const headers = signedHeaders({ secret, method: 'GET', url: publicUrl + target, body: '' }, ['v3']);

    const statements: string[] = [];
    listenToStatements((text) => statements.push(text));
    const answer = cardAnswerSchema.parse(await (await fetch(url + target, { headers })).json());
    expect(answer).toMatchObject({ ok: true, data: { state } });
    expect(statements).toHaveLength(1);
    expect(replays.count).toBe(1);
  });

  test('is counted rightly: a ledger that is read in parts takes more', async () => {
    const statements: string[] = [];
    listenToStatements((text) => statements.push(text));
    await battery.store.loadLedgers({ records: [{ accountId: battery.newAccount(), ...contact('1') }] });
    expect(statements.length).toBeGreaterThan(1);
  });
});
