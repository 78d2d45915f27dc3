import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRepositoryFile, repositoryRoot } from './repository-files.ts';

type ErrorCode = { status: number; retryable: boolean; remedy: string };

async function errorCodes(): Promise<Record<string, ErrorCode>> {
  const module = (await import(join(repositoryRoot, 'src/errors.ts'))) as { errorCodes: Record<string, ErrorCode> };
  return module.errorCodes;
}

test('every error code has an HTTP status, says whether a retry can help, and what to do', async () => {
  const codes = Object.entries(await errorCodes());
  expect(codes.length).toBeGreaterThan(0);
  for (const [code, { status, retryable, remedy }] of codes) {
    expect(code, code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(status, code).toBeGreaterThanOrEqual(200);
    expect(status, code).toBeLessThan(600);
    expect(typeof retryable, code).toBe('boolean');
    expect(remedy.trim().length, `${code} has no remedy`).toBeGreaterThan(10);
  }
});

test('docs/errors.md describes every code, with its status, and no other', async () => {
  const codes = await errorCodes();
  const described = describedCodes(readRepositoryFile('docs/errors.md'));
  expect([...described.keys()].sort()).toEqual(Object.keys(codes).sort());
  for (const [code, { status }] of Object.entries(codes)) expect(described.get(code), code).toContain(String(status));
});

/** Code → its description: a table row that begins with the code, or a heading that holds it with the text below it. */
function describedCodes(markdown: string): Map<string, string> {
  const rows = [...markdown.matchAll(/^\|\s*`([a-z0-9-]+)`\s*\|(.*)$/gm)];
  const sections = [...markdown.matchAll(/^#{2,6}\s.*?`([a-z0-9-]+)`.*\n((?:(?!^#).*\n?)*)/gm)];
  return new Map([...rows, ...sections].map((match) => [match[1]!, match[2]!]));
}
