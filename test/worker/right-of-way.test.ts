import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { countOfWaiting, createRightOfWay, type RightOfWay } from '../../src/worker/right-of-way.ts';

/** A request that somebody waits for; `end` sends its answer. */
function ask(rightOfWay: RightOfWay, method = 'GET'): { isTaken: boolean; end(): void } {
  const response = new EventEmitter();
  const asked = { isTaken: false, end: () => void response.emit('close') };
  rightOfWay.first({ method } as IncomingMessage, response as ServerResponse, () => {
    asked.isTaken = true;
  });
  return asked;
}

/** Keeps the thread busy for longer than a part of work may take. */
function work(): void {
  const end = performance.now() + 5;
  while (performance.now() < end);
}

test('work that nobody waits beside goes on at once while its part is short', async () => {
  const { giveWay } = createRightOfWay();
  let hasTurned = false;
  setImmediate(() => {
    hasTurned = true;
  });
  await giveWay();
  expect(hasTurned).toBe(false);
});

test('after a part that took long, others have their turn', async () => {
  const { giveWay } = createRightOfWay();
  let hasTurned = false;
  work();
  setImmediate(() => {
    hasTurned = true;
  });
  await giveWay();
  expect(hasTurned).toBe(true);
});

test('two who work have a turn of the event loop each', async () => {
  const { giveWay } = createRightOfWay();
  work();
  let turns = 0;
  let isCounting = true;
  const count = () => {
    turns += 1;
    if (isCounting) setImmediate(count);
  };
  setImmediate(count);
  const worker = async () => {
    await giveWay();
    work();
    return turns;
  };
  const [one = 0, two = 0] = await Promise.all([worker(), worker()]);
  isCounting = false;
  expect(two).toBeGreaterThan(one);
});

test('work waits until all that somebody waits for is answered', async () => {
  const rightOfWay = createRightOfWay();
  const asked = [ask(rightOfWay), ask(rightOfWay)];
  expect(asked.every(({ isTaken }) => isTaken)).toBe(true);
  const order: string[] = [];
  const working = rightOfWay.giveWay().then(() => order.push('work'));
  for (const [index, one] of asked.entries()) {
    await new Promise(setImmediate);
    order.push(`answer ${index}`);
    one.end();
  }
  await working;
  expect(order).toEqual(['answer 0', 'answer 1', 'work']);
});

test('a request that is never answered does not stop all work', async () => {
  const rightOfWay = createRightOfWay();
  ask(rightOfWay);
  await rightOfWay.giveWay();
  await rightOfWay.giveWay();
});

test('work of another thread waits as well, by the count that both are given', async () => {
  const waiting = countOfWaiting();
  const asked = ask(createRightOfWay(waiting));
  const { giveWay } = createRightOfWay(waiting);
  const order: string[] = [];
  const working = giveWay().then(() => order.push('work'));
  await new Promise(setImmediate);
  order.push('answer');
  asked.end();
  await working;
  expect(order).toEqual(['answer', 'work']);
});

test('the statements of a commit wait until those who read are answered', async () => {
  const rightOfWay = createRightOfWay();
  const asked = [ask(rightOfWay), ask(rightOfWay)];
  const order: string[] = [];
  const working = rightOfWay.giveWayToReads().then(() => order.push('statement'));
  for (const [index, one] of asked.entries()) {
    await Promise.resolve();
    order.push(`answer ${index}`);
    one.end();
  }
  await working;
  expect(order).toEqual(['answer 0', 'answer 1', 'statement']);
});

test('a pause for them ends when somebody comes who may need what the commit holds', async () => {
  const waiting = countOfWaiting();
  const rightOfWay = createRightOfWay(waiting);
  const reading = ask(rightOfWay);
  const pause = rightOfWay.giveWayToReads();
  const writing = ask(rightOfWay, 'POST');
  // Nobody is left asleep at the count.
  expect(Atomics.notify(waiting, 0)).toBe(0);
  await pause;
  writing.end();
  reading.end();
});

test('they wait for nobody who may need what the commit holds, nor for long', async () => {
  const rightOfWay = createRightOfWay();
  const reading = ask(rightOfWay);
  const writing = ask(rightOfWay, 'POST');
  let isSent = false;
  const send = () => {
    isSent = true;
  };
  const beside = rightOfWay.giveWayToReads().then(send);
  await Promise.resolve();
  await Promise.resolve();
  expect(isSent).toBe(true);
  await beside;
  writing.end();
  // One that is never answered.
  await rightOfWay.giveWayToReads();
  reading.end();
  await rightOfWay.giveWayToReads();
});
