import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';
import React, { isValidElement } from 'react';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readAppPlaces } from '../../../sandbox/page/build/read-app-places.ts';
import { parseProject } from '../parse-project.ts';
import { projectDir, readJson, sourceDir } from '../project-folder.ts';

type Manifest = { modules: { internal: { module: string }[] } };
type Built = { place: string; code: string; modules: string[] };

let temporaryDir: string;
let built: Built[];

beforeAll(async () => {
  temporaryDir = await mkdtemp(join(tmpdir(), 'journey-steward-places-'));
  built = await buildPlaces(sourceDir, 'in-place');
}, 240_000);
afterAll(() => rm(temporaryDir, { recursive: true, force: true }));

/** Builds the settings and the pages of a project's source folder with HubSpot's own builder, as HubSpot does. */
async function buildPlaces(source: string, name: string): Promise<Built[]> {
  const places = await readAppPlaces(source);
  const bundles: Built[] = [];
  vi.stubEnv('NODE_ENV', 'production');
  for (const { place, folder, entry } of places) {
    const outputDir = join(temporaryDir, name, place);
    await remoteBuild({ root: folder, entryPoint: entry, outputDir, logLevel: 'silent' });
    const file = basename(entry, '.tsx');
    const manifest = (await readJson(outputDir, `${file}-manifest.json`)) as Manifest;
    const modules = manifest.modules.internal.map(({ module }) => module.replace(source, '')).sort();
    bundles.push({ place, code: await readFile(join(outputDir, `${file}.js`), 'utf8'), modules });
  }
  vi.unstubAllEnvs();
  return bundles;
}

describe('the app pages and the settings', () => {
  it('are components that HubSpot’s parser finds', async () => {
    const { components, skippedFiles } = await parseProject(sourceDir);
    expect(skippedFiles).toEqual([]);
    const types = components.map(({ componentType }) => componentType);
    expect(types).toEqual(expect.arrayContaining(['SETTINGS', 'PAGE']));
  });

  it('are built by HubSpot’s own builder, and stay small', () => {
    expect(built.map(({ place }) => place)).toEqual(['pages', 'settings']);
    for (const { place, code } of built) {
      process.stdout.write(`bundle ${place}: ${Buffer.byteLength(code)} bytes\n`);
      expect(Buffer.byteLength(code)).toBeLessThan(250_000);
    }
  });

  it('are built the same from what is uploaded alone', async () => {
    const copyDir = join(temporaryDir, 'uploaded', 'app-extensions');
    await cp(sourceDir, copyDir, { recursive: true, filter: (path) => !path.includes('node_modules') });
    // What `npm install` in each folder brings.
    for (const folder of ['cards', 'settings', 'pages']) {
      const installed = join('app', folder, 'node_modules');
      await symlink(join(sourceDir, installed), join(copyDir, installed), 'dir');
    }
    await symlink(join(projectDir, 'node_modules'), join(dirname(copyDir), 'node_modules'), 'dir');
    expect(await buildPlaces(copyDir, 'from-copy')).toEqual(built);
  }, 240_000);

  it('share what they can with the cards: how to ask, who reads, dates; and none of the cards’ texts', () => {
    for (const { modules } of built) {
      const shared = modules.filter((path) => path.includes('cards/'));
      expect(shared.map((path) => basename(path))).toEqual(expect.arrayContaining(['request-json.ts', 'who-reads.ts']));
      expect(shared.filter((path) => /texts\/(en|it|de|ko|ru)\.ts$/.test(path))).toEqual([]);
    }
  });

  it('run in a worker', () => {
    for (const { code } of built) {
      const extended: ((api: unknown) => unknown)[] = [];
      const globals = {
        __HUBSPOT_EXTENSION_WORKER__: true,
        extend_V2: (render: (api: unknown) => unknown) => extended.push(render),
        React,
        RemoteUI: { createRemoteReactComponent: (name: string) => name },
      };
      runInContext(code, createContext({ ...globals, self: globals }));
      expect(extended).toHaveLength(1);
      expect(isValidElement(extended[0]!({ context: {}, actions: {} }))).toBe(true);
    }
  });
});
