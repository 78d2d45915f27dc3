import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import type { ApiCall, HubSpot } from '../../src/hubspot/hubspot-client.ts';
import { refusalText } from '../../src/hubspot/tag-refusal.ts';
import type { TagWrite } from '../../src/store/tag-writes.ts';
import { writeTagsStep } from '../../src/worker/write-tags-step.ts';
import { answerCalls, refusal } from '../hubspot/answer-calls.ts';

const idsOf = (call: ApiCall) => (call.body as { inputs: { id: string }[] }).inputs.map(({ id }) => id);
const write = (recordId: string): TagWrite => ({
  accountId: '33',
  objectType: 'contact',
  recordId,
  desired: { stage: 'a' },
  written: null,
  revision: 3,
  attempts: 0,
});

function stepOver(writes: TagWrite[], hubspot: HubSpot) {
  const claimTagWrites = vi.fn(async () => writes);
  const settleTagWrites = vi.fn(async () => undefined);
  const onWritten = vi.fn();
  const logged: string[] = [];
  const step = writeTagsStep({
    store: { claimTagWrites, settleTagWrites },
    hubspot,
    log: pino({}, { write: (line: string) => void logged.push(line) }),
    leaseMs: 10_000,
    delayMs: 500,
    callsPerTenSeconds: 110,
    journeyNow: () => 1_800_000_000_000,
    unready: () => ['44'],
    onWritten,
  });
  return { step, claimTagWrites, settleTagWrites, onWritten, logged };
}

test('nothing to write is told as such, and accounts that are not ready are left out', async () => {
  const { hubspot, calls } = answerCalls(() => undefined);
  const { step, claimTagWrites, settleTagWrites } = stepOver([], hubspot);
  expect(await step()).toBe(false);
  expect(claimTagWrites).toHaveBeenCalledWith(
    expect.objectContaining({
      limit: 100,
      delayMs: 500,
      exceptAccounts: ['44'],
      bulkCalls: { limit: 55, windowMs: 10_000 },
      now: expect.closeTo(Date.now(), -4),
    }),
  );
  expect(settleTagWrites).not.toHaveBeenCalled();
  expect(calls).toEqual([]);
});

test('what was written and what was refused is settled together, counted and logged by an example', async () => {
  const { hubspot } = answerCalls((call) => {
    if (idsOf(call).includes('2')) throw refusal('hubspot-refused', 'no such option');
    return { body: { results: idsOf(call).map((id) => ({ id })) } };
  });
  const { step, settleTagWrites, onWritten, logged } = stepOver([write('1'), write('2'), write('3')], hubspot);
  expect(await step()).toBe(true);
  expect(settleTagWrites).toHaveBeenCalledTimes(1);
  const failure = refusalText([{ kind: 'record-refused', said: 'no such option' }]);
  expect(settleTagWrites).toHaveBeenCalledWith({
    results: [
      { record: { accountId: '33', objectType: 'contact', recordId: '1' }, revision: 3, written: { stage: 'a' } },
      { record: expect.objectContaining({ recordId: '2' }), revision: 3, setAside: true, failure },
      { record: expect.objectContaining({ recordId: '3' }), revision: 3, written: { stage: 'a' } },
    ],
    now: expect.closeTo(Date.now(), -4),
  });
  expect(onWritten).toHaveBeenCalledWith({ written: 2, refused: 1 });
  expect(logged.map((line) => JSON.parse(line) as object)).toMatchObject([
    { failed: 1, example: expect.stringContaining('no such option') },
  ]);
});

test('when HubSpot is away, all is settled to be tried again and nothing counts as refused', async () => {
  const { hubspot } = answerCalls(() => {
    throw refusal('hubspot-unavailable', 'away');
  });
  const { step, settleTagWrites, onWritten } = stepOver([write('1')], hubspot);
  expect(await step()).toBe(true);
  expect(settleTagWrites).toHaveBeenCalledWith({
    results: [expect.objectContaining({ failure: 'away', retryAt: expect.any(Number) })],
    now: expect.closeTo(Date.now(), -4),
  });
  expect(onWritten).toHaveBeenCalledWith({ written: 0, refused: 0 });
});
