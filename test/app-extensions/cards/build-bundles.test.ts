import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import React, { isValidElement } from 'react';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseProject } from '../parse-project.ts';
import { projectDir, replaceText, sourceDir } from '../project-folder.ts';
import { type Bundle, buildBundles } from './build-bundles.ts';

let temporaryDir: string;
let bundles: Bundle[];

beforeAll(async () => {
  temporaryDir = await mkdtemp(join(tmpdir(), 'journey-steward-cards-'));
  bundles = await buildBundles(sourceDir, join(temporaryDir, 'in-place'));
});
afterAll(async () => {
  await rm(temporaryDir, { recursive: true, force: true });
});

/** The folder that HubSpot's CLI uploads, without the rest of the repository. */
async function copyAsUploaded(name: string): Promise<string> {
  const copyDir = join(temporaryDir, name, 'app-extensions');
  await cp(sourceDir, copyDir, { recursive: true, filter: (path) => !path.includes('node_modules') });
  // What `npm install` in the folder of the cards brings.
  const installed = 'app/cards/node_modules';
  await symlink(join(sourceDir, installed), join(copyDir, installed), 'dir');
  await symlink(join(projectDir, 'node_modules'), join(temporaryDir, name, 'node_modules'), 'dir');
  return copyDir;
}

describe('HubSpot’s own builder', () => {
  it('builds one bundle for each card that HubSpot’s parser finds', async () => {
    const { components } = await parseProject(sourceDir);
    const cards = components.filter(({ componentType }) => componentType === 'CARD');
    expect(cards.length).toBeGreaterThan(0);
    expect(bundles).toHaveLength(cards.length);
    for (const { name, code } of bundles) process.stdout.write(`bundle ${name}: ${Buffer.byteLength(code)} bytes\n`);
  });

  it('builds the same from what is uploaded alone', async () => {
    const copyDir = await copyAsUploaded('uploaded');
    expect(await buildBundles(copyDir, join(temporaryDir, 'from-copy'))).toEqual(bundles);
  });

  it('fails, once uploaded, on a card that needs code of the backend at run time', async () => {
    const copyDir = await copyAsUploaded('broken');
    const schema = `import { cardAnswerSchema } from '../../../src/api/card-contract.ts';`;
    await replaceText(
      copyDir,
      'app/cards/ContactCard.tsx',
      'hubspot.extend',
      `${schema}\ncardAnswerSchema;\nhubspot.extend`,
    );
    await expect(buildBundles(copyDir, join(temporaryDir, 'never'))).rejects.toThrow(/card-contract/);
  });

  it('puts only files of the cards into a bundle', () => {
    for (const { modules } of bundles) {
      expect(modules.length).toBeGreaterThan(10);
      expect(modules.filter((path) => path.startsWith('..'))).toEqual([]);
    }
  });

  it('makes a bundle that a worker can run', () => {
    for (const { code } of bundles) {
      const extended: ((api: unknown) => unknown)[] = [];
      const globals = {
        __HUBSPOT_EXTENSION_WORKER__: true,
        extend_V2: (render: (api: unknown) => unknown) => extended.push(render),
        React,
        RemoteUI: { createRemoteReactComponent: (name: string) => name },
      };
      const worker = createContext({ ...globals, self: globals });
      runInContext(code, worker);
      expect(extended).toHaveLength(1);
      expect(isValidElement(extended[0]!({ context: {}, actions: {} }))).toBe(true);
    }
  });
});
