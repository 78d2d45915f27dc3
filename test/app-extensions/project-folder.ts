import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const projectDir = join(import.meta.dirname, '..', '..');
export const sourceDir = join(projectDir, 'app-extensions');
export const appFile = 'app/app-hsmeta.json';
export const webhooksFile = 'app/webhooks/webhooks-hsmeta.json';

/** Gives `use` a private copy of the extensions' meta files to break, and removes it afterwards. */
export async function withProjectCopy<T>(use: (copyDir: string) => Promise<T>): Promise<T> {
  const copyDir = await mkdtemp(join(tmpdir(), 'journey-steward-project-'));
  try {
    await cp(sourceDir, copyDir, { recursive: true, filter: (path) => !path.includes('node_modules') });
    return await use(copyDir);
  } finally {
    await rm(copyDir, { recursive: true, force: true });
  }
}

export async function readJson(directory: string, file: string): Promise<unknown> {
  return JSON.parse(await readFile(join(directory, file), 'utf8'));
}

export async function replaceText(directory: string, file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(directory, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
  await writeFile(join(directory, file), text.replace(from, to));
}
