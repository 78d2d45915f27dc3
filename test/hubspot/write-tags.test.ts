import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../src/errors.ts';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import type { ApiCall } from '../../src/hubspot/hubspot-client.ts';
import { refusalText } from '../../src/hubspot/tag-refusal.ts';
import { tellTagFailure } from '../../src/hubspot/tell-tag-failure.ts';
import { writeTags } from '../../src/hubspot/write-tags.ts';
import type { ObjectType } from '../../src/journey/vocabulary.ts';
import type { TagWrite } from '../../src/store/tag-writes.ts';
import { answerCalls, answeredWith, refusal } from './answer-calls.ts';

type Input = { id: string; properties: Record<string, string> };

const clock = { now: 1_000_000, journeyNow: 1_800_000_000_000 };
const asOf = { journey_steward_as_of: '1800000000000' };

function tagWrite(recordId: number, fields: Partial<TagWrite> = {}): TagWrite {
  const named = { accountId: '33', objectType: 'contact' as ObjectType, recordId: String(recordId) };
  return { ...named, desired: { stage: 'a', lap: '1' }, written: null, revision: 7, attempts: 0, ...fields };
}

const refused = (said: string) => refusalText([{ kind: 'record-refused', said }]);
const gone = refusalText([{ kind: 'record-gone' }]);

const inputsOf = (call: ApiCall | undefined) => (call?.body as { inputs: Input[] } | undefined)?.inputs ?? [];
const idsOf = (call: ApiCall | undefined) => inputsOf(call).map(({ id }) => id);
const record = (recordId: number | string) => ({ accountId: '33', objectType: 'contact', recordId: String(recordId) });

/** HubSpot that takes every batch in which none of these records is, and refuses the others whole. */
function hubspotMinding(...bad: string[]) {
  return answerCalls((call) => {
    if (idsOf(call).some((id) => bad.includes(id))) throw refusal('hubspot-refused', 'a value is not allowed');
    return { body: { status: 'COMPLETE', results: inputsOf(call).map(({ id }) => ({ id })) } };
  });
}

describe('what is sent', () => {
  test('only what differs from what was written, and the time of writing with it', async () => {
    const { hubspot, calls } = hubspotMinding();
    await writeTags(hubspot, [tagWrite(1, { written: { stage: 'a', lap: '0' } }), tagWrite(2)], clock);
    expect(calls).toEqual([
      {
        method: 'POST',
        path: apiPaths.batchUpdate('contact'),
        longestWaitMs: 2_000,
        body: {
          inputs: [
            { id: '1', properties: { lap: '1', ...asOf } },
            { id: '2', properties: { stage: 'a', lap: '1', ...asOf } },
          ],
        },
      },
    ]);
  });

  test('an empty value clears, also where nothing was ever written', async () => {
    const { hubspot, calls } = hubspotMinding();
    const desired = { stage: '', lap: '' };
    await writeTags(
      hubspot,
      [tagWrite(1, { desired }), tagWrite(2, { desired, written: { stage: 'a', lap: '' } })],
      clock,
    );
    expect(inputsOf(calls[0]).map(({ properties }) => properties)).toEqual([
      { stage: '', lap: '', ...asOf },
      { stage: '', ...asOf },
    ]);
  });

  test('nothing at all where nothing differs, and it counts as written', async () => {
    const { hubspot, calls } = hubspotMinding();
    const same = tagWrite(1, { written: { lap: '1', stage: 'a' } });
    expect(await writeTags(hubspot, [same], clock)).toEqual([
      { record: record(1), revision: 7, written: same.desired },
    ]);
    expect(await writeTags(hubspot, [], clock)).toEqual([]);
    expect(calls).toEqual([]);
  });

  test.each(['contact', 'deal', 'company'] as const)('a %s goes to its own path', async (objectType) => {
    const { hubspot, calls } = hubspotMinding();
    await writeTags(hubspot, [tagWrite(1, { objectType })], clock);
    expect(calls[0]?.path).toBe(apiPaths.batchUpdate(objectType));
  });
});

describe('an answer', () => {
  test('that names a record settles it; one that it does not mention is tried again', async () => {
    const { hubspot } = answerCalls(() => ({
      status: 207,
      body: {
        results: [{ id: 1 }],
        errors: [
          { status: 'error', category: 'VALIDATION_ERROR', message: 'no such option', context: { ids: ['2', 3] } },
        ],
      },
    }));
    expect(await writeTags(hubspot, [tagWrite(1), tagWrite(2), tagWrite(3), tagWrite(4)], clock)).toEqual([
      { record: record(1), revision: 7, written: { stage: 'a', lap: '1' } },
      { record: record(2), revision: 7, setAside: true, failure: refused('no such option') },
      { record: record(3), revision: 7, setAside: true, failure: refused('no such option') },
      { record: record(4), revision: 7, retryAt: clock.now + 1_000, failure: 'HubSpot did not mention the record.' },
    ]);
  });

  test.each([
    [null, 1_000],
    [[], 300_000],
    [{ results: 'none' }, 300_000],
    ['text', 300_000],
  ])('that cannot be read (%j) is no proof: all are tried again in %i ms', async (body, ms) => {
    const { hubspot } = answerCalls(() => ({ body }));
    expect(await writeTags(hubspot, [tagWrite(1)], clock)).toMatchObject([
      { record: record(1), retryAt: clock.now + ms },
    ]);
  });
});

describe('a batch that HubSpot refuses whole', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => tagWrite(index));

  test.each(['0', '37', '99'])('is halved until record %s stands alone; the other 99 are written', async (bad) => {
    const { hubspot, calls } = hubspotMinding(bad);
    const results = await writeTags(hubspot, hundred, clock);
    expect(results).toHaveLength(100);
    expect(results.filter((result) => 'written' in result)).toHaveLength(99);
    expect(results.filter((result) => 'setAside' in result)).toEqual([
      { record: record(bad), revision: 7, setAside: true, failure: refused('a value is not allowed') },
    ]);
    // The whole, and two halves on each of the seven levels down to a single one.
    expect(calls.length).toBeLessThanOrEqual(15);
  });

  test('with three bad ones loses none of the others and writes none twice', async () => {
    const bad = ['3', '50', '51'];
    const { hubspot, calls } = hubspotMinding(...bad);
    const results = await writeTags(hubspot, hundred, clock);
    const setAside = results.flatMap((result) => ('setAside' in result ? [result.record.recordId] : []));
    expect(setAside.sort()).toEqual(bad);
    const written = calls.map(idsOf).filter((ids) => !ids.some((id) => bad.includes(id)));
    expect(written.flat().sort()).toEqual(
      hundred
        .map(({ recordId }) => recordId)
        .filter((id) => !bad.includes(id))
        .sort(),
    );
  });

  test('because a record is gone sets that one aside', async () => {
    const { hubspot } = answerCalls((call) => {
      if (idsOf(call).includes('2')) throw answeredWith(404, { category: 'OBJECT_NOT_FOUND' });
      return { body: { results: inputsOf(call) } };
    });
    expect(await writeTags(hubspot, [tagWrite(1), tagWrite(2)], clock)).toMatchObject([
      { record: record(1), written: {} },
      { record: record(2), setAside: true, failure: gone },
    ]);
  });
});

describe('what stands in the way of all', () => {
  test.each<ErrorCode>([
    'hubspot-unavailable',
    'hubspot-rate-limited',
    'hubspot-unauthorized',
    'hubspot-scope-missing',
    'account-unknown',
    'config-invalid',
  ])('%s: nothing is set aside, everything is tried again, after one call', async (code) => {
    const { hubspot, calls } = answerCalls(() => {
      throw refusal(code);
    });
    const results = await writeTags(hubspot, [tagWrite(1), tagWrite(2, { attempts: 3 })], clock);
    const obstacle = code === 'hubspot-rate-limited' ? 'budget' : 'account';
    expect(results).toEqual([
      { record: record(1), revision: 7, retryAt: clock.now + 1_000, failure: 'of the tests', obstacle },
      { record: record(2), revision: 7, retryAt: clock.now + 8_000, failure: 'of the tests', obstacle },
    ]);
    expect(calls).toHaveLength(1);
  });

  test('as long as HubSpot says, where it does, and never longer than a quarter of an hour otherwise', async () => {
    const retryAt = async (error: Error, attempts: number) => {
      const { hubspot } = answerCalls(() => {
        throw error;
      });
      const [result] = await writeTags(hubspot, [tagWrite(1, { attempts })], clock);
      return result !== undefined && 'retryAt' in result ? result.retryAt - clock.now : null;
    };
    expect(await retryAt(refusal('hubspot-rate-limited', 'the day is over', 3_600_000), 0)).toBe(3_600_000);
    expect(await retryAt(refusal('hubspot-unavailable'), 50)).toBe(900_000);
    expect(await retryAt(new TypeError('a mistake of our own'), 1)).toBe(2_000);
  });

  test('in the midst of halving, what was written stays written', async () => {
    let count = 0;
    const { hubspot } = answerCalls((call) => {
      count += 1;
      if (count === 1) throw refusal('hubspot-refused');
      if (count === 3) throw refusal('hubspot-unavailable');
      return { body: { results: inputsOf(call) } };
    });
    expect(await writeTags(hubspot, [tagWrite(1), tagWrite(2)], clock)).toMatchObject([
      { record: record(1), written: {} },
      { record: record(2), retryAt: clock.now + 1_000 },
    ]);
  });
});

describe('what stands in the way of one object type', () => {
  const wholly = (body: object) => ({ category: 'VALIDATION_ERROR', ...body });
  test.each([
    ['a missing scope', 403, { category: 'MISSING_SCOPES', message: 'no scope' }],
    ['an address that HubSpot does not know', 404, null],
    ['an address that HubSpot does not know, in JSON', 404, { status: 'error', message: 'resource not found' }],
    [
      'an archived property',
      400,
      wholly({ errors: [{ code: 'PROPERTY_DOESNT_EXIST', message: 'no', context: { propertyName: ['lap'] } }] }),
    ],
    [
      'a property that apps may not write',
      400,
      wholly({ message: 'Not valid: [{"name":"lap","error":"READ_ONLY_VALUE","message":"no"}]' }),
    ],
  ])('%s: one call, nothing is halved or set aside', async (_name, status, body) => {
    const { hubspot, calls } = answerCalls(() => {
      throw answeredWith(status, body);
    });
    const results = await writeTags(hubspot, [tagWrite(1), tagWrite(2, { attempts: 90 })], clock);
    expect(results).toMatchObject([{ obstacle: 'object-type' }, { obstacle: 'object-type' }]);
    expect(calls).toHaveLength(1);
  });

  test('the lock of a record keeps nobody else, and lasts two seconds', async () => {
    const { hubspot } = answerCalls(() => {
      throw answeredWith(423);
    });
    const [result] = await writeTags(hubspot, [tagWrite(1)], clock);
    expect(result).toEqual({ record: record(1), revision: 7, retryAt: clock.now + 2_000, failure: expect.any(String) });
  });
});

describe('a missing option', () => {
  test('costs a batch no more than finding it once; whoever has the value is set aside', async () => {
    const bad = (input: Input) => input.properties.stage === 'new';
    const { hubspot, calls } = answerCalls((call) => {
      if (!inputsOf(call).some(bad)) return { body: { results: inputsOf(call) } };
      const errors = [{ code: 'INVALID_OPTION', message: 'not allowed', context: { propertyName: ['stage'] } }];
      throw answeredWith(400, { category: 'VALIDATION_ERROR', errors });
    });
    const writes = Array.from({ length: 100 }, (_, index) =>
      tagWrite(index, { desired: { stage: index % 3 === 0 ? 'old' : 'new', lap: '1' } }),
    );
    const results = await writeTags(hubspot, writes, clock);
    expect(results).toHaveLength(100);
    expect(results.filter((result) => 'written' in result)).toHaveLength(34);
    const failures = results.flatMap((result) => ('setAside' in result ? [result.failure] : []));
    expect(failures).toHaveLength(66);
    for (const failure of failures)
      expect(tellTagFailure(failure, 'en')).toContain('stage has no option with the internal value "new"');
    expect(calls.length).toBeLessThanOrEqual(15);
  });
});

describe('what HubSpot takes without a word', () => {
  const desired = { stage: 'a', since: '1800000000000', lap: '2', next: ' call them ', track: '' };
  const answerWith = (properties: Record<string, string | null>) =>
    answerCalls(() => ({ body: { results: [{ id: '1', properties }] } })).hubspot;

  test('is written where the answer says the same, in its own spelling', async () => {
    const answered = { stage: 'a', since: '2027-01-15T08:00:00Z', lap: '2.0', next: 'call them', track: null };
    expect(await writeTags(answerWith(answered), [tagWrite(1, { desired })], clock)).toEqual([
      { record: record(1), revision: 7, written: desired },
    ]);
    // What is not mentioned proves nothing.
    expect(await writeTags(answerWith({}), [tagWrite(1, { desired })], clock)).toMatchObject([{ written: desired }]);
  });

  test('and leaves out is set aside, with what the record has instead', async () => {
    const [result] = await writeTags(answerWith({ stage: 'older', lap: '2' }), [tagWrite(1, { desired })], clock);
    expect(result).toMatchObject({ setAside: true, written: { ...desired, stage: 'older' } });
    const { failure } = result as { failure: string };
    expect(tellTagFailure(failure, 'en')).toContain('stage is "older", not "a"');
  });
});

describe('a part that HubSpot names as failed', () => {
  const failing = (category: string) =>
    answerCalls(() => ({
      status: 207,
      body: { results: [], errors: [{ category, message: 'said', context: { ids: ['1'] } }] },
    })).hubspot;

  test('is tried again when it may pass, and not for ever', async () => {
    expect(await writeTags(failing('INTERNAL_ERROR'), [tagWrite(1)], clock)).toMatchObject([
      { retryAt: clock.now + 1_000 },
    ]);
    const [last] = await writeTags(failing('INTERNAL_ERROR'), [tagWrite(1, { attempts: 24 })], clock);
    expect(last).toMatchObject({ setAside: true, failure: 'said' });
  });

  test('because the record is in the recycle bin is left alone', async () => {
    const [result] = await writeTags(failing('OBJECT_NOT_FOUND'), [tagWrite(1)], clock);
    expect(result).toMatchObject({ setAside: true, failure: gone });
  });
});
