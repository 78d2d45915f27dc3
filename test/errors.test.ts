import { expect, test } from 'vitest';
import { type ErrorCode, errorCodes, JourneyStewardError } from '../src/errors.ts';

test('an error says what its code says, and keeps message, cause and waiting time', () => {
  const cause = new Error('underneath');
  const error = new JourneyStewardError('hubspot-rate-limited', 'Too many calls.', { cause, retryAfterMs: 10_000 });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'JourneyStewardError',
    code: 'hubspot-rate-limited',
    message: 'Too many calls.',
  });
  expect(error).toMatchObject({ status: 503, isRetryable: true, retryAfterMs: 10_000, cause });
});

test('without a cause there is none, and no waiting time that nobody told', () => {
  const error = new JourneyStewardError('not-found', 'Nothing here.');
  expect('cause' in error).toBe(false);
  expect(error).toMatchObject({ status: 404, isRetryable: false, retryAfterMs: null });
});

test.each(Object.keys(errorCodes) as ErrorCode[])('%s answers with a status of failure', (code) => {
  const { status, isRetryable } = new JourneyStewardError(code, 'x');
  expect(status).toBeGreaterThanOrEqual(400);
  // HubSpot repeats what is answered with 5xx; what says that a repetition cannot help must not invite one at the door.
  if (status === 503) expect(isRetryable).toBe(true);
});
