import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

const sizePx = 256;
const background: Colour = [20, 61, 89];
const line: Colour = [143, 181, 196];
const stops: ReadonlyArray<{ x: number; y: number; radius: number; colour: Colour }> = [
  { x: 52, y: 196, radius: 20, colour: [255, 255, 255] },
  { x: 104, y: 148, radius: 20, colour: [255, 255, 255] },
  { x: 152, y: 148, radius: 20, colour: [255, 255, 255] },
  { x: 200, y: 68, radius: 32, colour: [242, 166, 60] },
];

/** The app's logo: four stages of a journey, the current one large. Returns the RGB pixels, row by row, 3 bytes each. */
export function drawAppLogo(): Buffer {
  const pixels = Buffer.alloc(sizePx * sizePx * 3);
  for (let y = 0; y < sizePx; y += 1) {
    for (let x = 0; x < sizePx; x += 1) pixels.set(colourAt(x, y), (y * sizePx + x) * 3);
  }
  return pixels;
}

/** Wraps the pixels of `drawAppLogo` as a PNG file: 8 bits a channel, no interlacing, no row filters. */
export function encodePng(pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sizePx, 0);
  header.writeUInt32BE(sizePx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rowBytes = sizePx * 3;
  const rows = Array.from({ length: sizePx }, (_, y) =>
    Buffer.concat([Buffer.from([0]), pixels.subarray(y * rowBytes, (y + 1) * rowBytes)]),
  );
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.concat(rows), { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function colourAt(x: number, y: number): Colour {
  const stop = stops.find((candidate) => Math.hypot(x - candidate.x, y - candidate.y) <= candidate.radius);
  if (stop) return stop.colour;
  const onLine = stops.slice(1).some((end, index) => distanceToSegment(x, y, stops[index]!, end) <= 6);
  return onLine ? line : background;
}

function distanceToSegment(x: number, y: number, from: { x: number; y: number }, to: { x: number; y: number }): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const share = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

if (import.meta.main) {
  writeFileSync(
    join(import.meta.dirname, '..', '..', 'app-extensions', 'app', 'app-logo.png'),
    encodePng(drawAppLogo()),
  );
}
