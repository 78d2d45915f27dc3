import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { drawAppLogo, encodePng } from './draw-app-logo.ts';
import { sourceDir } from './project-folder.ts';
import { readAppAndWebhooks } from './subscriptions.ts';

it('the logo that the app names is the one that the script draws', async () => {
  const { app } = await readAppAndWebhooks();
  const file = await readFile(join(sourceDir, app.logo));
  // The compressed bytes depend on the zlib version; the pixels do not.
  expect(pixelRows(file).equals(pixelRows(encodePng(drawAppLogo())))).toBe(true);
  expect(file.length).toBeLessThan(100_000);
});

function pixelRows(png: Buffer): Buffer {
  const start = png.indexOf('IDAT');
  expect(start).toBeGreaterThan(0);
  return inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
}
