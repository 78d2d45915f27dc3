/**
 * Breaks a text into rows that are at most so many pixels wide: between words, and within a word that is wider than a row. What
 * does not fit into `most` rows is cut and ends with an ellipsis. A picture can't measure its letters: their widths are
 * estimated, rather too wide than too narrow for the usual fonts.
 */
export function textRows(text: string, widthPx: number, sizePx: number, most: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const joined = row === '' ? word : `${row} ${word}`;
    if (textWidthPx(joined, sizePx) <= widthPx) {
      row = joined;
      continue;
    }
    if (row !== '') rows.push(row);
    const parts = cutWord(word, widthPx, sizePx);
    rows.push(...parts.slice(0, -1));
    row = parts.at(-1) ?? '';
  }
  if (row !== '') rows.push(row);
  if (rows.length <= most) return rows;
  return [...rows.slice(0, most - 1), withEllipsis(rows[most - 1] ?? '', widthPx, sizePx)];
}

export function textWidthPx(text: string, sizePx: number): number {
  return [...text].reduce((sum, letter) => sum + widthEm(letter), 0) * sizePx;
}

/** Parts of about the same length, so that no single letter stands alone; hyphenated where the script has hyphens. */
function cutWord(word: string, widthPx: number, sizePx: number): string[] {
  const letters = [...word];
  const hyphen = /[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(word) ? '-' : '';
  for (let count = 1; count < letters.length; count += 1) {
    const length = Math.ceil(letters.length / count);
    const parts = Array.from({ length: Math.ceil(letters.length / length) }, (_, index) => {
      const part = letters.slice(index * length, (index + 1) * length).join('');
      return (index + 1) * length < letters.length ? part + hyphen : part;
    });
    if (parts.every((part) => textWidthPx(part, sizePx) <= widthPx)) return parts;
  }
  return letters;
}

function withEllipsis(row: string, widthPx: number, sizePx: number): string {
  let letters = [...row];
  while (letters.length > 0 && textWidthPx(`${letters.join('')}…`, sizePx) > widthPx) letters = letters.slice(0, -1);
  return `${letters.join('').trimEnd()}…`;
}

const widths: readonly (readonly [RegExp, number])[] = [
  [/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}…—]/u, 1],
  [/[ijlI.,:;'’!|()[\]/·\s-]/, 0.39],
  [/[mwMW@%ЖШЩЮФЫДМжшщюфымд]/u, 0.98],
  [/[\p{Lu}“”«»?]/u, 0.76],
  [/[tfrs]/, 0.5],
];

/** In units of the size of the font. */
function widthEm(letter: string): number {
  return widths.find(([letters]) => letters.test(letter))?.[1] ?? 0.66;
}
