import { arrowHead, escaped, type Picture, paintOf, pictureOf } from './picture.ts';

export type MapStage = { id: string; label: string; team: string; number: string };
export type MapMove = { from: string; to: string; count: number };

type Point = { x: number; y: number };
type Placed = MapStage & Point;

const boxWidth = 172;
const boxHeight = 62;
const mostThickness = 9;
const rowGap = 46;
const rowStep = boxWidth + rowGap;
/** How far a way rises for each stage that it passes. */
const liftPerStage = 44;
const lineOf = 20;

/**
 * The map of a model as SVG: stages in a ring, clockwise from the top, where the model is circular; else in a row, with the ways
 * forward above and the ways back below. A line is the thicker, the more went that way.
 */
export function drawMap(map: { isCircular: boolean; stages: MapStage[]; moves: MapMove[] }): Picture {
  const { width, height, placed } = map.isCircular ? inRing(map.stages) : inRow(map.stages, map.moves);
  const byId = new Map(placed.map((stage) => [stage.id, stage]));
  const most = Math.max(1, ...map.moves.map(({ count }) => count));
  const centre = map.isCircular ? { x: width / 2, y: height / 2 } : null;
  const lines = map.moves
    .filter(({ from, to, count }) => count > 0 && from !== to && byId.has(from) && byId.has(to))
    .sort((one, other) => one.count - other.count)
    .map(({ from, to, count }) => line(byId.get(from)!, byId.get(to)!, count / most, centre));
  const boxes = placed.map(box);
  return pictureOf(width, height, `${arrowHead('#475467')}${lines.join('')}${boxes.join('')}`);
}

function inRing(stages: readonly MapStage[]): { width: number; height: number; placed: Placed[] } {
  const radiusX = Math.max(260, stages.length * 52);
  const radiusY = Math.max(150, stages.length * 28);
  const [width, height] = [2 * radiusX + boxWidth + 24, 2 * radiusY + boxHeight + 24];
  const placed = stages.map((stage, index) => {
    const angle = (index / stages.length) * 2 * Math.PI - Math.PI / 2;
    return {
      ...stage,
      x: rounded(width / 2 + radiusX * Math.cos(angle)),
      y: rounded(height / 2 + radiusY * Math.sin(angle)),
    };
  });
  return { width, height, placed };
}

function inRow(
  stages: readonly MapStage[],
  moves: readonly MapMove[],
): { width: number; height: number; placed: Placed[] } {
  const place = new Map(stages.map(({ id }, index) => [id, index]));
  const distances = moves
    .filter(({ count }) => count > 0)
    .map(({ from, to }) => (place.get(to) ?? 0) - (place.get(from) ?? 0));
  // A way to the neighbour is straight; a curve reaches half as far as the point that it bends towards.
  const above = Math.max(0, ...distances.filter((distance) => distance > 1)) * (liftPerStage / 2) + 16;
  const below = Math.max(0, ...distances.map((distance) => -distance)) * (liftPerStage / 2) + 16;
  const y = above + boxHeight / 2;
  const placed = stages.map((stage, index) => ({ ...stage, x: 12 + boxWidth / 2 + index * rowStep, y }));
  return { width: stages.length * rowStep - rowGap + 24, height: above + boxHeight + below, placed };
}

function box({ x, y, label, team, number }: Placed): string {
  const { fill, edge } = paintOf(team);
  const [left, top] = [x - boxWidth / 2, y - boxHeight / 2];
  const rows = wrapped(label);
  const textAt = (row: number) => top + (rows.length === 1 ? 24 : 17) + row * 16;
  const names = rows.map(
    (text, row) => `<text x="${x}" y="${textAt(row)}" font-size="14" font-weight="600">${escaped(text)}</text>`,
  );
  return `<g text-anchor="middle" fill="#1d2939"><rect x="${left}" y="${top}" width="${boxWidth}" height="${boxHeight}" rx="10" fill="${fill}" stroke="${edge}" stroke-width="2"/>${names.join('')}<text x="${x}" y="${top + 54}" font-size="16" font-weight="700" fill="${edge}">${escaped(number)}</text></g>`;
}

/** Bends away from the straight way, so that the way there and the way back are two lines. */
function line(from: Placed, to: Placed, weight: number, centre: Point | null): string {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const bend = centre === null ? bendInRow(from, to, middle) : bendInRing(from, to, middle);
  const [start, end] = [edgeOf(from, bend), edgeOf(to, bend)];
  const thickness = rounded(1.5 + weight * (mostThickness - 1.5));
  return `<path d="M${start.x} ${start.y}Q${bend.x} ${bend.y} ${end.x} ${end.y}" fill="none" stroke="#667085" stroke-opacity="0.55" stroke-width="${thickness}" marker-end="url(#a)"/>`;
}

function bendInRow(from: Placed, to: Placed, middle: Point): Point {
  const distance = Math.abs(to.x - from.x) / rowStep;
  const isForward = to.x > from.x;
  if (isForward && distance < 1.5) return middle;
  const lift = boxHeight / 2 + liftPerStage * distance;
  return { x: rounded(middle.x), y: rounded(isForward ? middle.y - lift : middle.y + lift) };
}

/** To the left of the way, as it is gone. */
function bendInRing(from: Placed, to: Placed, middle: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return { x: rounded(middle.x + dy * 0.16), y: rounded(middle.y - dx * 0.16) };
}

/** Where the line from the middle of a box towards a point leaves the box. */
function edgeOf({ x, y }: Point, towards: Point): Point {
  const [dx, dy] = [towards.x - x, towards.y - y];
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : (boxWidth / 2 + 3) / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : (boxHeight / 2 + 3) / Math.abs(dy),
  );
  return Number.isFinite(scale) ? { x: rounded(x + dx * scale), y: rounded(y + dy * scale) } : { x, y };
}

/** At most two rows; what does not fit is cut. */
function wrapped(label: string): string[] {
  if (label.length <= lineOf) return [label];
  const space = label.lastIndexOf(' ', lineOf);
  const [first, rest] =
    space > 0 ? [label.slice(0, space), label.slice(space + 1)] : [label.slice(0, lineOf), label.slice(lineOf)];
  return [first, rest.length <= lineOf ? rest : `${rest.slice(0, lineOf - 1)}…`];
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
