/**
 * Node's own SQLite, without the line that Node 24.14 prints at each start (that the module is experimental): whoever runs the app
 * can do nothing about it, and on the command line it would stand before every answer. An `import` of the module would print it.
 */
function loadQuietly(): typeof import('node:sqlite') {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

export const { DatabaseSync } = loadQuietly();
export type DatabaseSync = import('node:sqlite').DatabaseSync;
