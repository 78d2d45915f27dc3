import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * The folder, made unless it is there. Others may make the same at the same time: a finished folder takes its place in one step,
 * and an unfinished one is never seen.
 */
export async function makeFolder(folder: string, make: (target: string) => Promise<unknown>): Promise<string> {
  if (existsSync(folder)) return folder;
  const target = join(folder, '..', `.${basename(folder)}-${randomUUID()}`);
  await mkdir(target, { recursive: true });
  try {
    await make(target);
    await rename(target, folder);
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
