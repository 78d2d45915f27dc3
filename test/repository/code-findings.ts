import { lineOf, withoutCommentsAndStrings } from './source-text.ts';

/** Where one of the patterns (with flag `g`) stands in the code of a file, comments and strings aside: `path:line text`. */
export function codeFindings(path: string, source: string, patterns: readonly RegExp[]): string[] {
  const text = withoutCommentsAndStrings(source);
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => `${path}:${lineOf(text, match.index)} ${match[0]}`),
  );
}
