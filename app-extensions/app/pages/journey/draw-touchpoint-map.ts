import { arrowHead, escaped, type Picture, paintOf, pictureOf } from './picture.ts';
import {
  type Block,
  decisionBlock,
  diamond,
  diamondPx,
  stackOf,
  stageBlock,
  touchpointBlock,
} from './touchpoint-blocks.ts';

export type TouchpointStage = {
  label: string;
  team: string;
  touchpoints: { place: 'online' | 'offline'; label: string; occasion: string }[];
  /** `number` stands in the diamond. */
  decisions: { number: string; label: string; leadsTo: string[] }[];
};
export type Lanes = Record<'online' | 'offline' | 'decisions', string>;

/** A stage with its blocks, as a column of the picture. */
type Column = { stage: TouchpointStage; box: Block } & Record<keyof Lanes, Block>;

const navy = '#143d59';
const edge = 12;
const usualWidth = 1200;
const widestColumn = 300;
const mostInOneBand = 5;
const mostInBands = 4;
const cardGap = 8;
/** Between two stages on the line: as wide as a diamond with its arrow. */
const lineGap = 56;
const diamondStep = diamondPx + 3;
const laneHead = 30;
const laneFoot = 12;
const bandGap = 28;
const grounds: Lanes = { online: '#eaf2f6', offline: '#f7f3ea', decisions: '#fffaf0' };

/**
 * The touchpoint map of a model as SVG. Each stage is a column: above the line where firm and buyer meet online, below it where
 * they meet offline, on the line after it the diamonds of what the buyer decides, and at the bottom each question with where it
 * leads. Many stages stand in several bands, one below the other.
 */
export function drawTouchpointMap(map: { isCircular: boolean; lanes: Lanes; stages: TouchpointStage[] }): Picture {
  const perBand = columnsOf(map.stages.length);
  const pitch = Math.min(widestColumn, Math.floor((usualWidth - 2 * edge) / perBand));
  const columns = map.stages.map((stage) => columnOf(stage, pitch - 2 * cardGap));
  const width = 2 * edge + perBand * pitch;
  let top = edge;
  let content = arrowHead(navy);
  for (let first = 0; first < columns.length; first += perBand) {
    const isLast = first + perBand >= columns.length;
    const { svg, bottom } = drawBand(columns.slice(first, first + perBand), map.lanes, {
      ...{ top, pitch, width },
      comesIn: first > 0 || map.isCircular,
      goesOn: !isLast || map.isCircular,
    });
    content += svg;
    top = bottom + bandGap;
  }
  return pictureOf(width, top - bandGap + edge, content);
}

/** How many stages stand side by side, so that the bands are as even as they can be. */
function columnsOf(stages: number): number {
  if (stages <= mostInOneBand) return Math.max(1, stages);
  return Math.ceil(stages / Math.ceil(stages / mostInBands));
}

function columnOf(stage: TouchpointStage, width: number): Column {
  const cards = (wanted: 'online' | 'offline') =>
    stage.touchpoints
      .filter(({ place }) => place === wanted)
      .map(({ label, occasion }) => touchpointBlock(label, occasion, width));
  const decisions = stage.decisions.map(({ number, label, leadsTo }) => decisionBlock(number, label, leadsTo, width));
  return {
    stage,
    box: stageBlock(stage.label, paintOf(stage.team), width - lineGap),
    online: stackOf(cards('online'), cardGap),
    offline: stackOf(cards('offline'), cardGap),
    decisions: stackOf(decisions, cardGap + 4),
  };
}

type BandPlace = { top: number; pitch: number; width: number; comesIn: boolean; goesOn: boolean };

function drawBand(columns: readonly Column[], lanes: Lanes, band: BandPlace): { svg: string; bottom: number } {
  const leftOf = (index: number) => edge + index * band.pitch + cardGap;
  let svg = '';
  let bottom = band.top;
  const drawLane = (lane: keyof Lanes) => {
    const inside = Math.max(...columns.map((column) => column[lane].height));
    const height = laneHead + inside + laneFoot;
    svg += `<rect x="${edge}" y="${bottom}" width="${band.width - 2 * edge}" height="${height}" rx="10" fill="${grounds[lane]}"/>`;
    svg += `<text x="${edge + cardGap}" y="${bottom + 19}" font-size="12" font-weight="700" fill="${navy}">${escaped(lanes[lane])}</text>`;
    // What is online stands on the line, what is offline hangs from its lane's name.
    const topOf = (block: Block) => bottom + laneHead + (lane === 'online' ? inside - block.height : 0);
    svg += columns.map((column, index) => column[lane].drawAt(leftOf(index), topOf(column[lane]))).join('');
    bottom += height;
  };
  drawLane('online');
  const line = drawLine(columns, band, bottom);
  svg += line.svg;
  bottom = line.bottom;
  drawLane('offline');
  if (columns.some(({ stage }) => stage.decisions.length > 0)) {
    bottom += cardGap;
    drawLane('decisions');
  }
  return { svg, bottom };
}

/** The stages in their order, and after each the diamonds of what is decided in it. */
function drawLine(columns: readonly Column[], band: BandPlace, top: number): { svg: string; bottom: number } {
  const mostDecisions = Math.max(...columns.map(({ stage }) => stage.decisions.length));
  const height = Math.max(80, mostDecisions * diamondStep + 20);
  const middle = top + height / 2;
  const boxWidth = band.pitch - 2 * cardGap - lineGap;
  const line = (from: number, to: number) => `<path d="M${from} ${middle}H${to}" stroke="${navy}" stroke-width="2"`;
  const arrow = (from: number, to: number) => `${line(from, to)} marker-end="url(#a)"/>`;
  const parts = columns.map(({ stage, box }, index) => {
    const left = edge + index * band.pitch + cardGap;
    const right = left + boxWidth;
    const isLast = index === columns.length - 1;
    const end = isLast ? right + lineGap + cardGap : left + band.pitch - 3;
    // Nothing comes after the last stage; its decisions hang on the line all the same.
    const lastLine = stage.decisions.length === 0 ? '' : `${line(right, right + lineGap / 2)}/>`;
    const out = isLast && !band.goesOn ? lastLine : arrow(right, end);
    const firstY = middle - ((stage.decisions.length - 1) * diamondStep) / 2;
    const diamonds = stage.decisions.map(({ number }, row) =>
      diamond(right + lineGap / 2, firstY + row * diamondStep, number),
    );
    return `${out}${diamonds.join('')}${box.drawAt(left, middle - box.height / 2)}`;
  });
  const comesIn = band.comesIn ? arrow(2, edge + cardGap - 3) : '';
  return { svg: `${comesIn}${parts.join('')}`, bottom: top + height };
}
