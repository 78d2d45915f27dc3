import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cacheFolder } from './cache-folder.ts';
import { contentHash } from './content-hash.ts';
import { makeFolder } from './make-folder.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('./build-program.ts', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const lockFile = join(root, 'package-lock.json');

export type Bundles = {
  /** The path of the script that an entry of the page became. */
  page(entry: string): Promise<string>;
  /** The path of the script that a card became, as HubSpot builds it after an upload. */
  card(folder: string, entry: string): Promise<string>;
};

/**
 * Builds on demand, in a process of its own (HubSpot's builder keeps one busy for seconds), and once for each content: what was
 * built stays in the cache folder.
 */
export function createBundles(): Bundles {
  const pending = new Map<string, Promise<string>>();
  const once = (folder: string, make: (target: string) => Promise<unknown>): Promise<string> => {
    const known = pending.get(folder);
    if (known !== undefined) return known;
    const made = makeFolder(folder, make);
    pending.set(folder, made);
    made.catch(() => pending.delete(folder));
    return made;
  };
  return {
    page: async (entry) => {
      const sources = fileURLToPath(new URL('../browser', import.meta.url));
      const contract = fileURLToPath(new URL('../page-data.ts', import.meta.url));
      const hash = await contentHash([sources, contract, lockFile], entry);
      const folder = await once(join(cacheFolder, `page-${hash}`), (target) =>
        build(['page', join(sources, entry), join(target, 'bundle.js')]),
      );
      return join(folder, 'bundle.js');
    },
    card: async (cardsFolder, entry) => {
      // The settings and the pages share parts with the cards, which lie beside them.
      const hash = await contentHash([dirname(cardsFolder), lockFile], `${basename(cardsFolder)}/${entry}`);
      const folder = await once(join(cacheFolder, `card-${hash}`), (target) =>
        build(['card', cardsFolder, entry, target]),
      );
      const script = (await readdir(folder)).find((name) => name.endsWith('.js'));
      if (script === undefined) throw new Error(`HubSpot's builder made no script of ${entry}.`);
      return join(folder, script);
    },
  };
}

async function build(given: readonly string[]): Promise<void> {
  try {
    await run(process.execPath, [program, ...given], { cwd: root, env: { ...process.env, NODE_ENV: 'production' } });
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    throw new Error(stderr.trim() || message, { cause: error });
  }
}
