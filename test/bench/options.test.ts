import { expect, test } from 'vitest';
import { readOptions } from '../../bench/options.ts';
import { variantNames } from '../../bench/variants.ts';

test('without options everything is measured three times', () => {
  const options = readOptions([]);
  expect(options).toMatchObject({ rounds: 3, connections: 32, json: undefined });
  if (options === 'help') throw new Error('no help was asked for');
  expect([...options.eventsBySize.keys()]).toEqual([1, 10, 100]);
  expect(options.variants).toEqual(variantNames);
});

test('sizes and scale say how much is sent', () => {
  const options = readOptions(['--sizes', '10', '--scale', '0.5']);
  if (options === 'help') throw new Error('no help was asked for');
  expect([...options.eventsBySize]).toEqual([[10, 75_000]]);
});

test.each([
  [['--connections', '500'], /--connections is a number from 10 to 64, not 500/],
  [['--sizes', '1,101'], /--sizes is a number from 1 to 100, not 101/],
  [['--rounds', 'many'], /--rounds is a number/],
  [['--only', 'bull'], /--only knows app-sqlite, .* not bull/],
  [['--no-such-option'], /no-such-option/],
])('%j is refused', (commandLine, message) => {
  expect(() => readOptions(commandLine)).toThrow(message);
});

test('help is asked for', () => {
  expect(readOptions(['--help'])).toBe('help');
});
