import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** An app of its own with the sample card. It lies below node_modules, where HubSpot's builder finds React. */
export async function writeSampleExtensions(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'sample-extensions-'));
  const cards = join(folder, 'app/cards');
  await mkdir(cards, { recursive: true });
  await symlink(join(root, 'app-extensions/app/cards/node_modules'), join(cards, 'node_modules'));
  await copyFile(join(import.meta.dirname, 'SampleCard.tsx'), join(cards, 'SampleCard.tsx'));
  const permittedUrls = { fetch: [`\${API_ORIGIN}`], iframe: [], img: [] };
  await write(folder, 'app/app-hsmeta.json', { uid: 'sample', type: 'app', config: { name: 'Sample', permittedUrls } });
  await write(folder, 'app/cards/sample-hsmeta.json', {
    uid: 'sample_card',
    type: 'card',
    config: {
      name: 'Sample card',
      location: 'crm.record.tab',
      entrypoint: '/app/cards/SampleCard.tsx',
      objectTypes: ['contacts'],
    },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

function write(folder: string, path: string, content: unknown): Promise<void> {
  return writeFile(join(folder, path), JSON.stringify(content));
}
