/** How large the bundles are that HubSpot loads for the cards, the settings and the pages, as HubSpot's own builder makes them. */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';
import { table } from './report.ts';

const appFolder = fileURLToPath(new URL('../app-extensions/app', import.meta.url));

/** A bundle, with its size in bytes as it is and as it travels. */
export type BundleSize = { name: string; bytes: number; gzipped: number };

export async function benchBundles(): Promise<void> {
  const sizes = await measureBundles();
  const kilobytes = (bytes: number) => (bytes / 1_000).toFixed(1);
  const rows = sizes.map(({ name, bytes, gzipped }) => [name, kilobytes(bytes), kilobytes(gzipped)]);
  console.log(table(['bundle', 'KB', 'gzipped'], rows));
}

/** Builds everything that has an entry of its own, for production, and leaves nothing behind. */
export async function measureBundles(): Promise<BundleSize[]> {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-bundles-'));
  // The builder writes the kind of environment into the bundle; HubSpot builds for production.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    const sizes: BundleSize[] = [];
    for (const file of globSync('{cards,settings,pages}/*-hsmeta.json', { cwd: appFolder }).sort()) {
      const { config } = JSON.parse(readFileSync(join(appFolder, file), 'utf8')) as { config: { entrypoint: string } };
      const folder = dirname(file);
      const entryPoint = config.entrypoint.replace(`/app/${folder}/`, '');
      const outputDir = join(directory, file);
      await remoteBuild({ root: join(appFolder, folder), entryPoint, outputDir, logLevel: 'silent' });
      const name = entryPoint.replace(/\.\w+$/, '');
      const code = readFileSync(join(outputDir, `${name}.js`));
      sizes.push({ name: `${folder}/${name}`, bytes: code.length, gzipped: gzipSync(code).length });
    }
    return sizes;
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
    rmSync(directory, { recursive: true, force: true });
  }
}
