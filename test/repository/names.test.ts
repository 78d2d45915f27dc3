import { expect, test } from 'vitest';
import { codeFindings } from './code-findings.ts';
import { codeFiles, readRepositoryFile, repositoryFiles } from './repository-files.ts';

const defaultExport = [/\bexport\s+default\b/g, /\bas\s+default\b/g];
/** vitest asks for one. */
const mayExportDefault = ['vitest.config.ts'];

test('nothing is a default export', () => {
  const files = codeFiles(...repositoryFiles()).filter((path) => !mayExportDefault.includes(path));
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap((path) => codeFindings(path, readRepositoryFile(path), defaultExport))).toEqual([]);
});

test.each(['export default function run() {}', 'export { run as default };', 'export default class {}'])(
  'the guard refuses %s',
  (source) => expect(codeFindings('src/x.ts', source, defaultExport)).toHaveLength(1),
);

const catchAllFolder = /(^|\/)(utils?|helpers?|common|shared|types|misc|lib)\//;

test('no folder is a catch-all: a function lives with its subject', () => {
  expect(repositoryFiles().filter((path) => catchAllFolder.test(path))).toEqual([]);
});

test('no file re-exports a folder', () => {
  expect(repositoryFiles().filter((path) => /(^|\/)index\.[cm]?[jt]sx?$/.test(path))).toEqual([]);
});
