import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BundleSize, measureBundles } from '../../bench/bundles.ts';

/** A bundle may grow by so much before the docs are measured again: what they say is right to a fifth. */
const mayGrowBy = 0.2;

/** The table of docs/benchmarks.md, in KB: what was measured, and what a bundle stays below. */
function statedSizes(): Map<string, { kilobytes: number; gzipped: number; ceiling: number }> {
  const docs = readFileSync(new URL('../../docs/benchmarks.md', import.meta.url), 'utf8');
  const rows = docs.matchAll(/^\| ((?:cards|pages|settings)\/\w+) +\| +([\d.]+) +\| +([\d.]+) +\| +([\d.]+) +\|$/gm);
  return new Map(
    [...rows].map(([, name = '', kilobytes, gzipped, ceiling]) => [
      name,
      { kilobytes: Number(kilobytes), gzipped: Number(gzipped), ceiling: Number(ceiling) },
    ]),
  );
}

describe('the bundles that HubSpot loads', () => {
  const stated = statedSizes();
  let built: BundleSize[] = [];
  beforeAll(async () => {
    built = await measureBundles();
  }, 240_000);

  it('are all in the docs', () => {
    expect(built.map(({ name }) => name).sort()).toEqual([...stated.keys()].sort());
  });

  it('stay below the ceilings that the docs state, gzipped', () => {
    const over = built.filter(({ name, gzipped }) => gzipped / 1_000 > (stated.get(name)?.ceiling ?? 0));
    expect(over).toEqual([]);
  });

  it('are about as large as the docs say', () => {
    const grown = built.filter(({ name, bytes, gzipped }) => {
      const said = stated.get(name);
      return !isNear(bytes / 1_000, said?.kilobytes) || !isNear(gzipped / 1_000, said?.gzipped);
    });
    expect(grown).toEqual([]);
  });
});

function isNear(measured: number, said = 0): boolean {
  return Math.abs(measured - said) <= said * mayGrowBy;
}
