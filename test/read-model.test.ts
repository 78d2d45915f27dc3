import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { presets } from '../src/journey/models/presets.ts';
import { readModel } from '../src/read-model.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'journey-steward-read-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

test('a file that begins with a byte-order mark is read like any other', async () => {
  const model = presets.get('lead-funnel')!;
  expect(await readModel(written('marked.json', `\uFEFF${JSON.stringify(model)}`))).toEqual(model);
});

test('a file that is nested too deeply is refused with the place, and nothing else happens', async () => {
  const deep = `{"newLap":${'{"not":'.repeat(3_000)}{"created":true}${'}'.repeat(3_000)}}`;
  const path = written('deep.json', deep);
  await expect(readModel(path)).rejects.toMatchObject({ code: 'model-invalid' });
  await expect(readModel(path)).rejects.toThrow(/newLap(\.not){21}: conditions stand within each other/);
});

test('what is no JSON is named with its file', async () => {
  const path = written('comma.json', '{,}');
  await expect(readModel(path)).rejects.toThrow(`${path} is no JSON: `);
});
