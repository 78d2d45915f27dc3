import { existsSync } from 'node:fs';
import bundledChromium from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts a browser without a window: the one that a package brings where it runs, else one of the machine; null without any. */
export async function launchChromium(): Promise<Browser | null> {
  const candidates = [
    () => bundledChromium.executablePath(),
    ...places.filter(existsSync).map((path) => async () => path),
  ];
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
