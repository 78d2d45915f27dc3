import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';
import { build } from 'rolldown';

/** `page ENTRY OUT_FILE`: the page's own code. `card FOLDER ENTRY OUT_FOLDER`: a card, by HubSpot's builder. */
const [kind, ...given] = process.argv.slice(2);

if (kind === 'page') {
  const [entry = '', file = ''] = given;
  await build({
    input: entry,
    platform: 'browser',
    logLevel: 'warn',
    transform: { define: { 'process.env.NODE_ENV': '"production"' }, jsx: 'react-jsx' },
    output: { file, format: 'iife', minify: true, codeSplitting: false },
  });
} else if (kind === 'card') {
  const [root = '', entryPoint = '', outputDir = ''] = given;
  await remoteBuild({ root, entryPoint, outputDir, logLevel: 'warn' });
} else {
  throw new Error(`A bundle is of a page or of a card, not ${kind}.`);
}
