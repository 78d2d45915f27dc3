import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textRows, textWidthPx } from '../../../app-extensions/app/pages/journey/text-rows.ts';

const rowsOf = (text: string, most = 9) => textRows(text, 140, 13, most);

describe('a text in rows', () => {
  it('breaks between words, in every script', () => {
    expect(rowsOf('Trade fair')).toEqual(['Trade fair']);
    expect(rowsOf('Стенд на отраслевой выставке').length).toBeGreaterThan(1);
    expect(rowsOf('실무자와 함께하는 온라인 질의응답 시간').join(' ')).toBe('실무자와 함께하는 온라인 질의응답 시간');
  });

  it('divides a word that is too long into parts of about one length', () => {
    const parts = rowsOf('Überzeugungsarbeitsgruppensitzung');
    expect(parts.join('').replaceAll('-', '')).toBe('Überzeugungsarbeitsgruppensitzung');
    expect(parts.slice(0, -1).every((part) => part.endsWith('-'))).toBe(true);
    expect(parts.at(-1)!.length).toBeGreaterThan(4);
    expect(rowsOf('고객여정이해와고객여정이해와').every((part) => !part.includes('-'))).toBe(true);
  });

  it('ends with an ellipsis where it is cut', () => {
    const rows = rowsOf('one two three four five six seven eight nine ten eleven twelve', 2);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatch(/…$/);
    expect(rowsOf('')).toEqual([]);
  });

  it('never has more rows than it may, nor a row that is too wide', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'aMЖщ고 -.'), maxLength: 90 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 4 }), (text, most) => {
        const rows = rowsOf(text, most);
        expect(rows.length).toBeLessThanOrEqual(most);
        for (const row of rows) expect(textWidthPx(row, 13)).toBeLessThanOrEqual(140);
      }),
    );
  });
});
