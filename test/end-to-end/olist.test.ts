import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, postgresUnavailable } from '../postgres/create-test-database.ts';
import { compareTags } from './compare-tags.ts';
import { createInstallation, type Installation } from './installation.ts';
import { parse, type Row } from './parse-csv.ts';

const path = fileURLToPath(new URL('../../../shared/data/olist-funnel.jsonl.gz', import.meta.url));
const isThere = existsSync(path);
const title = `the marketing funnel of Olist, 8,000 contacts${isThere ? '' : ` (SKIPPED: ${path} is absent)`}`;

type Event = { objectId: number; occurredAt: number; propertyName?: string; propertyValue?: string };
type Run = { csv: Buffer; installation: Installation; seconds: number };

/** Plays the history through a new installation and leaves both processes running. */
async function run(history: { shuffleSeed?: number; duplicateRate?: number }, databaseUrl?: string): Promise<Run> {
  const installation = await createInstallation({
    portalId: 20_260_101,
    now: '2018-11-14T18:04:00.000Z',
    ...(databaseUrl !== undefined && { databaseUrl }),
  });
  await installation.startApp();
  await installation.install();
  const startedAt = Date.now();
  await installation.play({ path, ...history });
  await installation.untilAtRest();
  return { csv: await installation.exportVisits(), installation, seconds: (Date.now() - startedAt) / 1000 };
}

describe.skipIf(!isThere)(title, () => {
  const plain: Partial<Run> = {};
  const events: Event[] = [];
  beforeAll(async () => {
    const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
    events.push(...lines.map((line) => JSON.parse(line) as Event));
    Object.assign(plain, await run({}));
  }, 240_000);
  afterAll(() => plain.installation?.stop());

  const csv = () => plain.csv ?? Buffer.alloc(0);
  const rows = () => parse(csv().toString('utf8'));

  test('every contact in the portal carries the tags that the export says', async () => {
    const { compared, different } = await compareTags(plain.installation?.urls.portal ?? '', csv());
    expect({ compared, different }).toEqual({ compared: 8_000, different: [] });
  });

  test('no call was answered 429 after the first', async () => {
    expect((await plain.installation?.portalStatus())?.calls.rateLimitedAfterFirst).toBe(0);
  });

  test('the app stays under 300 MB', async () => {
    const megabytes = ((await plain.installation?.peakMemoryBytes()) ?? Number.NaN) / 1e6;
    process.stdout.write(`Olist: ${plain.seconds?.toFixed(1)} s, the app's peak ${Math.round(megabytes)} MB\n`);
    expect(megabytes).toBeLessThan(300);
  });

  test('the visits are those that a count of the file gives', () => {
    expect(rows().map(summaryOf)).toEqual(countedFrom(events).map(summaryOf));
  });

  test('shuffled and with a tenth of it twice, the export is byte for byte the same', async () => {
    const { csv: disturbed, installation } = await run({ shuffleSeed: 7, duplicateRate: 0.1 });
    await installation.stop();
    expect(disturbed.equals(csv())).toBe(true);
  }, 240_000);

  const unavailable = postgresUnavailable('icu');
  test.skipIf(unavailable !== undefined)(
    `PostgreSQL gives the same bytes${unavailable === undefined ? '' : ` (SKIPPED: ${unavailable})`}`,
    async () => {
      const database = await createTestDatabase('icu');
      const { csv: other, installation } = await run({ shuffleSeed: 11 }, database.url);
      await installation.stop();
      await database.drop();
      expect(other.equals(csv())).toBe(true);
    },
    240_000,
  );
});

type Counted = Pick<Row, 'record_id' | 'stage' | 'team' | 'owner' | 'entered_at' | 'left_at' | 'move' | 'outcome'>;

function summaryOf(row: Counted): string {
  const { record_id, stage, team, owner, entered_at, left_at, move, outcome } = row;
  return [record_id, stage, team, owner, entered_at, left_at, move, outcome].join(' ');
}

/**
 * The visits as somebody would count them by hand, knowing only that this file has two lifecycle stages: an MQL is
 * nurtured by marketing, a customer is service's, and who was nurtured before a win left with it.
 */
function countedFrom(events: readonly Event[]): Counted[] {
  const contacts = new Map<number, { mql: number; won: number; owner: string }>();
  for (const { objectId, occurredAt, propertyName, propertyValue = '' } of events) {
    const contact = contacts.get(objectId) ?? { mql: Number.NaN, won: Number.NaN, owner: '' };
    contacts.set(objectId, contact);
    if (propertyName === 'hubspot_owner_id') contact.owner = propertyValue;
    if (propertyName === 'lifecyclestage') contact[propertyValue === 'customer' ? 'won' : 'mql'] = occurredAt;
  }
  return [...contacts]
    .sort(([left], [right]) => left - right)
    .flatMap(([objectId, { mql, won, owner }]): Counted[] => {
      const record_id = String(objectId);
      const nurture = { record_id, stage: 'nurture', team: 'marketing', entered_at: iso(mql), left_at: '' };
      if (Number.isNaN(won)) return [{ ...nurture, owner: '', move: 'start', outcome: '' }];
      const expand = { record_id, stage: 'expand', team: 'service', entered_at: iso(won), left_at: '' };
      if (won < mql) {
        return [
          { ...expand, left_at: iso(mql), owner, move: 'start', outcome: '' },
          { ...nurture, owner, move: 'regress', outcome: '' },
        ];
      }
      return [
        { ...nurture, left_at: iso(won), owner, move: 'start', outcome: 'won' },
        { ...expand, owner, move: 'skip', outcome: '' },
      ];
    });
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
