import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { cacheFolder } from './build/cache-folder.ts';
import { makeFolder } from './build/make-folder.ts';

const run = promisify(execFile);
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts a browser without a window: the one that a package brings where it runs, else one of the machine; null without any. */
export async function launchChromium(): Promise<Browser | null> {
  const candidates = [unpackChromium, ...places.filter(existsSync).map((path) => async () => path)];
  for (const find of candidates) {
    try {
      const executablePath = await find();
      return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-zygote'] });
    } catch {
      // Built for another system or processor: the next one may do.
    }
  }
  return null;
}

/**
 * The package unpacks its browser into the folder for temporary files and takes any file of that name for a whole one, which it is
 * not while another process unpacks it. Given a folder of its own it cannot meet another.
 */
async function unpackChromium(): Promise<string> {
  const unpack = "import('@sparticuz/chromium').then((found) => found.default.executablePath())";
  const folder = await makeFolder(join(cacheFolder, 'chromium'), (target) =>
    run(process.execPath, ['-e', unpack], { cwd: import.meta.dirname, env: { ...process.env, TMPDIR: target } }),
  );
  return join(folder, 'chromium');
}
