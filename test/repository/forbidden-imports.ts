import { type ImportReference, importReferences } from './import-references.ts';
import { roomOf } from './rooms.ts';

/** One sentence for each import of a file that the table of rooms does not allow; names the file, the line and the import. */
export function forbiddenImports(path: string, source: string): string[] {
  return importReferences(path, source).flatMap((reference) => {
    const problem = problemOf(path, reference);
    return problem ? [`${path}:${reference.line} imports ${reference.specifier}: ${problem}`] : [];
  });
}

function problemOf(path: string, { target, isTypeOnly }: ImportReference): string | undefined {
  const from = roomOf(path);
  if (!from) return 'the file belongs to no room of test/repository/rooms.ts';
  if (from.mayImport === 'anything') return undefined;
  if (target.kind === 'computed') return 'a computed import cannot be held against the table of rooms';

  const to = target.kind === 'package' ? target.name : (roomOf(target.name)?.path ?? target.name);
  if (to === from.path) return undefined;
  if (from.mayImport.includes(to)) return undefined;
  if (!from.mayImportTypesOf?.includes(to)) return `${from.path} may not import ${to}`;
  return isTypeOnly ? undefined : `${from.path} may take only types from ${to} (import type)`;
}
