import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';
import { vi } from 'vitest';
import { readJson } from '../project-folder.ts';

export type Bundle = {
  /** Name of the entry file without its ending. */
  name: string;
  code: string;
  /** Every file of ours that is in the bundle, relative to the folder of its meta file. */
  modules: string[];
};

type Meta = { config: { entrypoint: string } };
type Manifest = { modules: { internal: { module: string }[] } };

/** Builds every card of a project's source folder with HubSpot's own builder, as HubSpot does after an upload. */
export async function buildBundles(sourceDir: string, outputDir: string): Promise<Bundle[]> {
  const root = join(sourceDir, 'app', 'cards');
  const metaFiles = (await readdir(root)).filter((file) => file.endsWith('-hsmeta.json'));
  const bundles: Bundle[] = [];
  for (const file of metaFiles) {
    const { config } = (await readJson(root, file)) as Meta;
    bundles.push(await buildBundle(root, config.entrypoint.replace('/app/cards/', ''), join(outputDir, file)));
  }
  return bundles;
}

async function buildBundle(root: string, entryPoint: string, outputDir: string): Promise<Bundle> {
  // The builder writes the kind of environment into the bundle; HubSpot builds for production.
  vi.stubEnv('NODE_ENV', 'production');
  await remoteBuild({ root, entryPoint, outputDir, logLevel: 'silent' }).finally(() => vi.unstubAllEnvs());
  const name = entryPoint.replace(/\.\w+$/, '');
  const manifest = (await readJson(outputDir, `${name}-manifest.json`)) as Manifest;
  return {
    name,
    code: await readFile(join(outputDir, `${name}.js`), 'utf8'),
    modules: manifest.modules.internal.map(({ module }) => module).sort(),
  };
}
