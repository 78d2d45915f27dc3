import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Response, Router } from 'express';
import { notFound } from '../portal/api-error.ts';
import type { Bundles } from './build/bundles.ts';

const styleNames = ['base', 'header', 'list', 'record', 'panels', 'dialog', 'card-parts', 'card-frame', 'app-place'];
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self'; object-src 'none'; base-uri 'none'";

/** HubSpot's own addresses of records, by the ids of their types. */
const recordFolders: Readonly<Record<string, string>> = { '0-1': 'contacts', '0-2': 'companies', '0-3': 'deals' };

type BuiltFile = { uid: string; folder: string; entry: string };

/** The page itself: one HTML document for every address, its scripts and styles, and the cards' bundles. */
export function createAssetRouter(bundles: Bundles, cards: readonly BuiltFile[]): Router {
  const router = Router();
  router.get(['/', '/record/:type/:id', '/settings', '/pages', '/pages/*path'], (_request, response) => {
    response.set('Content-Security-Policy', policy).type('html').send(documentText);
  });
  router.get('/contacts/:portalId/record/:typeId/:id', (request, response) => {
    const type = recordFolders[request.params.typeId];
    if (type === undefined) throw notFound(request.params.typeId);
    response.redirect(`/record/${type}/${encodeURIComponent(request.params.id)}`);
  });
  router.get('/sandbox/page/page.js', (_request, response) => sendScript(response, bundles.page('main.tsx')));
  router.get('/sandbox/page/worker.js', (_request, response) =>
    sendScript(response, bundles.page('worker/card-worker.ts')),
  );
  router.get('/sandbox/page/page.css', async (_request, response) => {
    const styles = await Promise.all(styleNames.map((name) => readFile(browserFile(`styles/${name}.css`), 'utf8')));
    response.set('Cache-Control', 'no-store').type('css').send(styles.join('\n'));
  });
  router.get('/sandbox/page/cards/:name', (request, response) => {
    const card = cards.find(({ uid }) => `${uid}.js` === request.params.name);
    if (card === undefined) throw notFound(request.params.name);
    return sendScript(response, bundles.card(card.folder, card.entry));
  });
  return router;
}

function browserFile(name: string): string {
  return fileURLToPath(new URL(`./browser/${name}`, import.meta.url));
}

/** What could not be built says so where it is loaded. */
async function sendScript(response: Response, built: Promise<string>): Promise<void> {
  response.set('Cache-Control', 'no-store').type('js');
  try {
    response.send(await readFile(await built, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    response.send(`throw new Error(${JSON.stringify(`This script could not be built: ${reason}`)});`);
  }
}

const documentText = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sandbox portal</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/sandbox/page/page.css">
    <script src="/sandbox/page/page.js" defer></script>
  </head>
  <body>
    <div id="page"></div>
    <noscript>The sandbox portal needs JavaScript.</noscript>
  </body>
</html>
`;
