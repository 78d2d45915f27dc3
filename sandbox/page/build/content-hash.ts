import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** One short text for the contents of folders and files; `node_modules` is left out. */
export async function contentHash(places: readonly string[], also: string): Promise<string> {
  const hash = createHash('sha256').update(also);
  for (const place of places) {
    for (const path of await filesBelow(place)) {
      hash
        .update(relative(place, path))
        .update('\0')
        .update(await readFile(path))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesBelow(place: string): Promise<string[]> {
  const entries = await readdir(place, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (entries === null) return [place];
  const below = entries
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => (entry.isDirectory() ? filesBelow(join(place, entry.name)) : [join(place, entry.name)]));
  return (await Promise.all(below)).flat().sort();
}
