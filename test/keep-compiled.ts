import { join } from 'node:path';

/**
 * Node makes JavaScript of each TypeScript file with WebAssembly, in every process and thread anew. Hundreds of them do, and V8's
 * account of such code is what now and then ended a process of the tests. So what was made is kept on disk for those that come later.
 */
export function setup(): void {
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../node_modules/.cache/node-compile');
}
