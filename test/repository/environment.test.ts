import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeFindings } from './code-findings.ts';
import { codeFiles, readRepositoryFile, repositoryRoot } from './repository-files.ts';

const environment = [/\bprocess\s*\??\.\s*env\b/g, /\bimport\.meta\.env\b/g, /\benv\b[^=;]*\}\s*=\s*process\b/g];
const onlyReader = 'src/config.ts';

test(`only ${onlyReader} reads the environment`, () => {
  const files = codeFiles('src', 'webhooks').filter((path) => path !== onlyReader);
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap((path) => codeFindings(path, readRepositoryFile(path), environment))).toEqual([]);
});

test.each(['const port = process.env.PORT;', 'const { env } = process;', 'process?.env'])(
  'the guard refuses %s',
  (source) => expect(codeFindings('src/x.ts', source, environment)).not.toEqual([]),
);

test('.env.example has exactly the names of the configuration', async () => {
  const { configSchema } = (await import(join(repositoryRoot, onlyReader))) as {
    configSchema: { shape: Record<string, unknown> };
  };
  expect(namesIn(readRepositoryFile('.env.example')).sort()).toEqual(Object.keys(configSchema.shape).sort());
});

/** A name counts whether it is set or, being optional, commented out: `NAME=value` or `# NAME=value`. */
function namesIn(example: string): string[] {
  return [...example.matchAll(/^(?:#\s*)?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1]!);
}
