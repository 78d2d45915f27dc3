import { expect, test } from 'vitest';
import { createThreadQuestions } from '../src/thread-questions.ts';

test('each question has its own answer, in whatever order they come, and takes the first of several', async () => {
  const questions = createThreadQuestions();
  const sent: number[] = [];
  const asked = ['one', 'two', 'three'].map((_) => questions.ask((id) => sent.push(id)));
  expect(sent).toEqual([0, 1, 2]);
  questions.answered(2, 'third');
  questions.failed(1, new Error('no'));
  questions.answered(0, 'first');
  questions.answered(0, 'again');
  questions.answered(9, 'of nobody');
  expect(await Promise.allSettled(asked)).toMatchObject([
    { value: 'first' },
    { reason: { message: 'no' } },
    { value: 'third' },
  ]);
});

test('at the end what waits is told why, and what is asked later what the first end said of it', async () => {
  const questions = createThreadQuestions();
  const waiting = questions.ask(() => {});
  questions.end(new Error('it broke'), new Error('it is gone'));
  questions.end(new Error('and broke again'));
  let isSent = false;
  const late = questions.ask(() => {
    isSent = true;
  });
  await expect(waiting).rejects.toThrow('it broke');
  await expect(late).rejects.toThrow('it is gone');
  expect(isSent).toBe(false);
});
