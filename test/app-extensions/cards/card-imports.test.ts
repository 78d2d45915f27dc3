import { describe, expect, it } from 'vitest';
import { importReferences } from '../../repository/import-references.ts';
import { codeFiles, readRepositoryFile } from '../../repository/repository-files.ts';
import { withoutCommentsAndStrings } from '../../repository/source-text.ts';

/** What the backend says of its own answers. */
const contract = /^src\/api\/[a-z-]+-contract\.ts$/;
const files = codeFiles('app-extensions');

/** Imports that HubSpot could not follow, because only app-extensions/ is uploaded. */
function importsFromOutside(path: string, source: string): string[] {
  return importReferences(path, source).flatMap(({ line, specifier, isTypeOnly, target }) => {
    const isInside = target.kind === 'file' && target.name.startsWith('app-extensions/');
    const isContractType = target.kind === 'file' && contract.test(target.name) && isTypeOnly;
    const isPackage = target.kind === 'package' && ['@hubspot/ui-extensions', 'react'].includes(target.name);
    return isInside || isContractType || isPackage ? [] : [`${path}:${line} ${specifier}`];
  });
}

/** What a worker does not have, and HTML elements, which HubSpot does not render: both fail at run time only. */
const unavailable =
  /\b(?:window|document|localStorage|sessionStorage|navigator)\s*[.[]|(?<!\w)<\/?[a-z][a-z0-9]*[\s/>]|\bstyle=|\bclassName=/g;

function unavailableIn(path: string, source: string): string[] {
  // Lower-case words in angle brackets are elements in TSX only.
  const isTsx = path.endsWith('.tsx');
  return [...withoutCommentsAndStrings(source).matchAll(unavailable)]
    .map(([found]) => found)
    .filter((found) => isTsx || !found.startsWith('<'))
    .map((found) => `${path} ${found}`);
}

describe('the code of the cards', () => {
  it('imports nothing from outside but types of the contracts', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap((path) => importsFromOutside(path, readRepositoryFile(path)))).toEqual([]);
  });

  it('uses nothing that HubSpot’s worker does not have', () => {
    expect(files.flatMap((path) => unavailableIn(path, readRepositoryFile(path)))).toEqual([]);
  });
});

describe('the guard itself', () => {
  const card = 'app-extensions/app/cards/Card.tsx';

  it.each([
    `import { cardAnswerSchema } from '../../../src/api/card-contract.ts';`,
    `import { type CardData } from '../../../src/api/card-contract.ts';`,
    `import { cardAnswerSchema, type CardData } from '../../../src/api/card-contract.ts';`,
    `import type { Model } from '../../../src/journey/models/model-schema.ts';`,
    `import { z } from 'zod';`,
    `const contract = await import('../../../src/api/card-contract.ts');`,
  ])('refuses %s', (source) => expect(importsFromOutside(card, source)).toHaveLength(1));

  it.each([
    `import type { CardData } from '../../../src/api/card-contract.ts';`,
    `import { Text } from '@hubspot/ui-extensions';`,
    `import { part } from './render-card.tsx';`,
  ])('allows %s', (source) => expect(importsFromOutside(card, source)).toEqual([]));

  it.each(['const card = <div>x</div>;', 'window.open(url);', '<Text style={red}>x</Text>', 'document["title"]'])(
    'finds %s',
    (source) => expect(unavailableIn(card, source)).not.toEqual([]),
  );

  it('lets HubSpot’s components and generic types pass', () => {
    expect(unavailableIn(card, '<Text inline>x</Text>; useState<string>(a); <Box.Part />')).toEqual([]);
  });
});
