import { escaped, type Paint } from './picture.ts';
import { textRows } from './text-rows.ts';

/** A part of the picture that knows its height (pixels) and can be drawn with its upper left corner anywhere. */
export type Block = { height: number; drawAt: (left: number, top: number) => string };

type TextStyle = { sizePx: number; rowPx: number; weight: number; colour: string; most: number };

const ink = '#1d2939';
const strong: TextStyle = { sizePx: 13, rowPx: 17, weight: 600, colour: ink, most: 4 };
const soft: TextStyle = { sizePx: 12, rowPx: 16, weight: 400, colour: '#475467', most: 4 };
const padding = 10;
const boldIsWider = 1.08;

/** A touchpoint: how they meet, and below it on which occasion. */
export function touchpointBlock(label: string, occasion: string, widthPx: number): Block {
  const text = textBlock(
    [
      { text: label, style: strong },
      { text: occasion, style: soft },
    ],
    widthPx - 2 * padding,
  );
  const height = text.height + 2 * padding;
  return {
    height,
    drawAt: (left, top) =>
      `<rect class="touchpoint" x="${left}" y="${top}" width="${widthPx}" height="${height}" rx="8" fill="#fff" stroke="#8fb5c4"/>${text.drawAt(left + padding, top + padding)}`,
  };
}

export const diamondPx = 26;

/** A decision: its diamond again, the question, and where the answers lead. */
export function decisionBlock(number: string, question: string, leadsTo: readonly string[], widthPx: number): Block {
  const inset = diamondPx + 8;
  const targets = leadsTo.map((target) => ({ text: `→ ${target}`, style: { ...soft, colour: '#0b5cad' } }));
  const text = textBlock([{ text: question, style: strong }, ...targets], widthPx - inset);
  return {
    height: Math.max(diamondPx, text.height),
    drawAt: (left, top) =>
      `${diamond(left + diamondPx / 2, top + diamondPx / 2, number)}${text.drawAt(left + inset, top)}`,
  };
}

export function diamond(x: number, y: number, number: string): string {
  const half = diamondPx / 2;
  return `<path class="decision" d="M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}z" fill="#fde9c9" stroke="#8a4b00" stroke-width="1.5"/><text x="${x}" y="${y + 4}" font-size="11" font-weight="700" fill="#6b3a00" text-anchor="middle">${escaped(number)}</text>`;
}

/** A stage on the line that all of them stand on. */
export function stageBlock(label: string, { fill, edge }: Paint, widthPx: number): Block {
  const rows = textRows(label, widthPx - 2 * padding, 14 * boldIsWider, 2);
  const height = 52;
  const first = height / 2 + 5 - (rows.length - 1) * 9;
  return {
    height,
    drawAt: (left, top) => {
      const texts = rows.map(
        (row, index) =>
          `<text x="${left + widthPx / 2}" y="${top + first + index * 18}" font-size="14" font-weight="700" fill="${ink}" text-anchor="middle">${escaped(row)}</text>`,
      );
      return `<rect class="stage" x="${left}" y="${top}" width="${widthPx}" height="${height}" rx="10" fill="${fill}" stroke="${edge}" stroke-width="2"/>${texts.join('')}`;
    },
  };
}

/** Blocks one below the other. */
export function stackOf(blocks: readonly Block[], gap: number): Block {
  const height = blocks.reduce((sum, block) => sum + block.height, 0) + gap * Math.max(0, blocks.length - 1);
  return {
    height,
    drawAt: (left, top) => {
      let y = top;
      const drawn = blocks.map((block) => {
        const one = block.drawAt(left, y);
        y += block.height + gap;
        return one;
      });
      return drawn.join('');
    },
  };
}

/** Texts one below the other. */
function textBlock(parts: readonly { text: string; style: TextStyle }[], widthPx: number): Block {
  const rows: { row: string; style: TextStyle; y: number }[] = [];
  let height = 0;
  for (const { text, style } of parts) {
    const measuredPx = style.weight > 400 ? style.sizePx * boldIsWider : style.sizePx;
    for (const row of textRows(text, widthPx, measuredPx, style.most)) {
      rows.push({ row, style, y: height + style.sizePx });
      height += style.rowPx;
    }
  }
  return {
    height,
    drawAt: (left, top) =>
      rows
        .map(
          ({ row, style: { sizePx, weight, colour }, y }) =>
            `<text x="${left}" y="${top + y}" font-size="${sizePx}" font-weight="${weight}" fill="${colour}">${escaped(row)}</text>`,
        )
        .join(''),
  };
}
