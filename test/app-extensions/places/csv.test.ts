import { expect, test } from 'vitest';
import { csvOf } from '../../../app-extensions/app/pages/csv.ts';

test('a table survives the way through CSV, whatever its cells hold', () => {
  const cells = ['plain', 'a, b', 'say "so"', 'two\nlines', '', '한국어'];
  const csv = csvOf(
    ['name', 'count'],
    cells.map((cell, index) => [cell, index]),
  );
  expect(cellsIn(csv)).toEqual(['name', 'count', ...cells.flatMap((cell, index) => [cell, String(index)])]);
});

test.each(['=1+1', '+1', '-1', '@x', '\tx'])('a spreadsheet does not compute %j', (cell) => {
  expect(csvOf(['x'], [[cell]])).toContain(`'${cell}`);
});

test('numbers stay numbers, also below zero, and what is not known is empty', () => {
  expect(csvOf(['a', 'b'], [[-1.5, null]])).toBe('a,b\r\n-1.5,\r\n');
});

/** Reads cells one after the other, as RFC 4180 says. */
function cellsIn(csv: string): string[] {
  return [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n)/g)].map(([, quoted, plain = '']) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}
