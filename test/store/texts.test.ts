import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseText } from '../../src/journey/facts.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, hear, of, property } from './hear.ts';
import { journeyOf, replayed, visit } from './visits.ts';

describeEachDatabase('texts', (open) => {
  const battery = useBatteryStore(open);
  const keep = async (texts: readonly string[]) => {
    const account = battery.newAccount();
    await hear(
      battery.store,
      account,
      texts.map((text, index) => property(contact('1'), 'notes', text, index)),
    );
    const [ledger] = await battery.store.loadLedgers({ records: [of(account, contact('1'))] });
    return (ledger?.facts ?? []).toSorted((one, other) => one.occurredAt - other.occurredAt).map(({ value }) => value);
  };

  test.each([
    [
      'that look like something else',
      ['null', 'true', '12', '1e3', '{"a":1}', '[]', '"', "'", '\\', '\\u0000', '$.x', '%', '', ' '],
    ],
    [
      'in every script, with characters beyond the basic plane',
      ['Ångström', '한국어', 'Ёлка', '🫶🏽', '\u{10FFFF}', '\uFEFFx', 'a\u0301', '\u202Eabc'],
    ],
    [
      'with control characters and line ends of every kind',
      ['\t', '\r\n', '\u0001', '\u001f', '\u007f', '\u0085', '\u2028'],
    ],
  ])('%s come back as they were', async (_, texts) => {
    expect(await keep(texts)).toEqual(texts);
  });

  test('with NUL and lone surrogates are kept as they are normalised at the door', async () => {
    const given = ['a\0b', '\ud800', 'x\udc00y', '\ude00\ud83d', '\0'];
    const normalised = given.map(normaliseText);
    expect(normalised).toEqual(['a\uFFFDb', '\uFFFD', 'x\uFFFDy', '\uFFFD\uFFFD', '\uFFFD']);
    expect(await keep(normalised)).toEqual(normalised);
  });

  test('of whatever kind come back as they were normalised', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 }).map(normaliseText);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 30 }), async (texts) => {
        expect(await keep(texts)).toEqual(texts);
      }),
      { numRuns: 15 },
    );
  });

  test('as long as a property may be are kept whole, and told apart by their last character', async () => {
    // Not compressible, so that nothing makes it short on the way into an index.
    const long = Array.from({ length: 65_535 }, (_, index) =>
      String.fromCodePoint(0x4e00 + ((index * 7_919) % 20_000)),
    ).join('');
    const texts = [`${long}a`, `${long}b`];
    expect(await keep(texts)).toEqual(texts);
  });

  test('of causes, owners and tags are kept in the same way', async () => {
    const account = battery.newAccount();
    const odd = normaliseText('a\0"\ud800;,\n{}');
    await hear(battery.store, account, [property(contact('1'), 'x', odd, 1)]);
    const journey = journeyOf(contact('1'), [visit('attract', 1, { owner: odd, cause: { rule: odd, facts: [odd] } })]);
    await battery.store.saveJourneys({
      journeys: [replayed(account, journey, 1, { desiredTags: JSON.stringify({ tag: odd }) })],
      now: 1,
      dueAt: 0,
    });
    const { kysely } = battery.rows;
    const row = await kysely
      .selectFrom('visit')
      .selectAll()
      .where('account_id', '=', account)
      .executeTakeFirstOrThrow();
    expect([row.owner, row.cause, JSON.parse(row.detail).cause]).toEqual([
      odd,
      `${odd};${odd}`,
      { rule: odd, facts: [odd] },
    ]);
    const tags = await kysely
      .selectFrom('tag_write')
      .select('desired')
      .where('account_id', '=', account)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(tags.desired)).toEqual({ tag: odd });
  });
});
