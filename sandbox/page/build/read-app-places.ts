import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { type AppPlace, appPlaces } from '../page-data.ts';

const placeFileSchema = z.object({ uid: z.string(), type: z.string(), config: z.object({ entrypoint: z.string() }) });

export type AppPlaceFile = { place: AppPlace; uid: string; folder: string; entry: string };

/** The app's settings page and its app pages, each of which an app has at most once; none while the folder is not there. */
export async function readAppPlaces(extensionsFolder: string): Promise<AppPlaceFile[]> {
  const found = await Promise.all(appPlaces.map((place) => readPlace(extensionsFolder, place)));
  return found.filter((file) => file !== null);
}

async function readPlace(extensionsFolder: string, place: AppPlace): Promise<AppPlaceFile | null> {
  const folder = join(extensionsFolder, 'app', place);
  const names = await readdir(folder).catch(() => []);
  const name = names.find((one) => one.endsWith('-hsmeta.json'));
  if (name === undefined) return null;
  const { uid, config } = placeFileSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
  const { entrypoint } = config;
  return { place, uid, folder: join(extensionsFolder, dirname(entrypoint)), entry: basename(entrypoint) };
}
