import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const fileSchema = z.object({
  config: z.object({ name: z.string(), permittedUrls: z.object({ fetch: z.array(z.string()) }) }),
});

export type AppFile = { name: string; permittedUrls: string[] };

/** What app-hsmeta.json says of the app; `${API_ORIGIN}` stays as it is until the app's address is known. */
export async function readAppFile(extensionsFolder: string): Promise<AppFile> {
  const text = await readFile(join(extensionsFolder, 'app/app-hsmeta.json'), 'utf8');
  const { name, permittedUrls } = fileSchema.parse(JSON.parse(text)).config;
  return { name, permittedUrls: permittedUrls.fetch };
}

/** Same origin, and the entry's path is the beginning of the URL's. HubSpot's rule of HTTPS has no use on one machine. */
export function isPermitted(url: URL, permittedUrls: readonly string[], apiOrigin: string): boolean {
  return permittedUrls
    .map((entry) => entry.replace(/\$\{API_ORIGIN\}/g, () => apiOrigin))
    .filter((entry) => URL.canParse(entry))
    .map((entry) => new URL(entry))
    .some((entry) => entry.origin === url.origin && url.pathname.startsWith(entry.pathname));
}
