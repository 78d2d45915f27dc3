import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path/posix';
import { lineOf, withoutComments } from './source-text.ts';

/** One mention of a module in program text. */
export type ImportReference = {
  line: number;
  /** As written, or `(computed)` where it is not a literal. */
  specifier: string;
  /** A whole-statement `import type`/`export type`, which leaves no trace in the running program. */
  isTypeOnly: boolean;
  /** What it means: a path of the repository, the name of a package, or `node:*` for Node's own modules. */
  target: { kind: 'file' | 'package'; name: string } | { kind: 'computed' };
};

const patterns = [
  /\b(?:import|export)\b(?<type>\s+type\b(?!\s*(?:from\b|,)))?[^'"`;()]*?\bfrom\s*['"](?<specifier>[^'"]+)['"]/g,
  /\bimport\s*['"](?<specifier>[^'"]+)['"]/g,
  /\b(?:import|require|import\.meta\.resolve)\s*\(\s*['"`](?<specifier>[^'"`$]+)['"`]/g,
  /\b(?:import|require)\s*\((?=\s*(?:[^'"`\s]|`[^`]*\$))/g,
];

/** Files that are started or read instead of imported: workers and processes next to the file that names them. */
const neighbourPatterns = [
  /\bnew URL\(\s*['"](?<specifier>[^'"]+)['"]\s*,\s*import\.meta\.url/g,
  /\bimport\.meta\.dirname\s*,\s*['"](?<specifier>[^'"]+\.[cm]?[jt]sx?)['"]/g,
];

/** Every import, re-export, dynamic import, require and started neighbour of a file; `path` is from the root. */
export function importReferences(path: string, source: string): ImportReference[] {
  const text = withoutComments(source);
  const imports = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => reference(path, text, match, match.groups?.specifier)),
  );
  const neighbours = neighbourPatterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => reference(path, text, match, asRelative(match.groups?.specifier))),
  );
  return [...imports, ...neighbours].sort((a, b) => a.line - b.line);
}

function asRelative(specifier: string | undefined): string | undefined {
  return specifier === undefined || specifier.startsWith('.') ? specifier : `./${specifier}`;
}

function reference(path: string, text: string, match: RegExpExecArray, specifier: string | undefined): ImportReference {
  return {
    line: lineOf(text, match.index),
    specifier: specifier ?? '(computed)',
    isTypeOnly: match.groups?.type !== undefined,
    target: specifier === undefined ? { kind: 'computed' } : targetOf(path, specifier),
  };
}

function targetOf(path: string, specifier: string): ImportReference['target'] {
  if (specifier.startsWith('.')) {
    const name = join(dirname(path), specifier);
    const program = /^node_modules\/\.bin\/(.+)$/.exec(name)?.[1];
    return program ? { kind: 'package', name: program } : { kind: 'file', name };
  }
  if (isBuiltin(specifier)) return { kind: 'package', name: 'node:*' };
  const parts = specifier.split('/');
  return { kind: 'package', name: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
}
