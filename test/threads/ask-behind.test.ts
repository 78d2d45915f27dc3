import { expect, test } from 'vitest';
import type { Store } from '../../src/store/operations.ts';
import { askBehind } from '../../src/threads/ask-behind.ts';
import { countOfWaiting, createRightOfWay } from '../../src/worker/right-of-way.ts';

test('an operation begins when the requests have been answered, and says what it says', async () => {
  const waiting = countOfWaiting();
  Atomics.store(waiting, 0, 1);
  const asked: unknown[] = [];
  const readOwners = async (input: unknown) => {
    asked.push(input);
    if (input === 'wrong') throw new Error('refused');
    return 'owners';
  };
  const close = async () => void asked.push('closed');
  const store = { kind: 'postgres', readOwners, close } as unknown as Store;
  const behind = askBehind(store, createRightOfWay(waiting).giveWay);
  const answer = behind.readOwners({ accountId: '1' } as never);
  // Closing waits for nobody.
  await behind.close();
  expect(asked).toEqual(['closed']);
  Atomics.store(waiting, 0, 0);
  Atomics.notify(waiting, 0);
  expect(await answer).toBe('owners');
  expect(asked).toEqual(['closed', { accountId: '1' }]);
  await expect(behind.readOwners('wrong' as never)).rejects.toThrow('refused');
  expect(behind.kind).toBe('postgres');
});
