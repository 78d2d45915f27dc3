import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { type CardLocation, cardLocations } from '../page-data.ts';

const cardFileSchema = z.object({
  uid: z.string(),
  type: z.string(),
  config: z.object({
    name: z.string(),
    location: z.enum(cardLocations),
    entrypoint: z.string(),
    objectTypes: z.array(z.string()),
  }),
});

export type CardFile = {
  uid: string;
  title: string;
  location: CardLocation;
  folder: string;
  entry: string;
  objectTypes: string[];
};

/** The cards of the app; none while the folder is not there. */
export async function readCards(extensionsFolder: string): Promise<CardFile[]> {
  const folder = join(extensionsFolder, 'app/cards');
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('-hsmeta.json'));
  const cards = await Promise.all(
    files.map(async (name) => cardFileSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))),
  );
  return cards
    .filter(({ type }) => type === 'card')
    .map(({ uid, config }) => ({
      uid,
      title: config.name,
      location: config.location,
      folder: join(extensionsFolder, dirname(config.entrypoint)),
      entry: basename(config.entrypoint),
      objectTypes: config.objectTypes.map((type) => type.toLowerCase()),
    }));
}
