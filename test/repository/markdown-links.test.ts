import { dirname, join } from 'node:path/posix';
import { expect, test } from 'vitest';
import { type MarkdownLink, markdownAnchors, markdownLinks } from './markdown-links.ts';
import { readRepositoryFile, repositoryFileExists, repositoryFiles } from './repository-files.ts';

test('every link between the pages of the repository leads somewhere', () => {
  const pages = repositoryFiles().filter((path) => path.endsWith('.md'));
  expect(pages.length).toBeGreaterThan(0);
  const broken = pages.flatMap((page) =>
    markdownLinks(readRepositoryFile(page)).flatMap((link) => problemOf(page, link)),
  );
  expect(broken).toEqual([]);
});

function problemOf(page: string, { line, path, anchor }: MarkdownLink): string[] {
  const target = path === '' ? page : path.startsWith('/') ? path.slice(1) : join(dirname(page), path);
  if (!repositoryFileExists(target)) return [`${page}:${line} ${target} does not exist`];
  if (anchor === '' || !target.endsWith('.md')) return [];
  return markdownAnchors(readRepositoryFile(target)).has(anchor) ? [] : [`${page}:${line} ${target} has no #${anchor}`];
}

test('links, images and definitions are found, code and other hosts are not', () => {
  const page = [
    'See [one](docs/one.md), ![two](two.png "Two") and [three](#three).',
    '[four]: ../four.md#part',
    'Not `[five](five.md)`, not [six](https://example.org/six.md), not <mailto:a@b.example>.',
    '```',
    '[seven](seven.md)',
    '```',
    '<img src="eight.png">',
  ].join('\n');
  expect(markdownLinks(page).map(({ line, path, anchor }) => [line, path, anchor])).toEqual([
    [1, 'docs/one.md', ''],
    [1, 'two.png', ''],
    [1, '', 'three'],
    [2, '../four.md', 'part'],
    [7, 'eight.png', ''],
  ]);
});

test('anchors are spelt as GitHub spells them', () => {
  const page = '# Réplay: `why`?\n## What fails\n## What fails\n```\n# none\n```\n<a id="here"></a>';
  expect([...markdownAnchors(page)]).toEqual(['réplay-why', 'what-fails', 'what-fails-1', 'here']);
});

test('a broken link is named with its page and line', () => {
  expect(problemOf('docs/x.md', { line: 3, path: 'no-such-page.md', anchor: '' })).toEqual([
    'docs/x.md:3 docs/no-such-page.md does not exist',
  ]);
});
