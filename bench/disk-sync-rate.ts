import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** PostgreSQL's page, and the least that a commit of either database writes at once. */
const pageBytes = 8_192;
const fileBytes = 64 * 1024 * 1024;

/**
 * How many times a second this directory's disk makes 8 KB durable, one after the other: write, then fdatasync. The file
 * is written in full first, so that no sync has to grow it.
 */
export function diskSyncRate(directory: string, seconds: number): number {
  const temporary = mkdtempSync(join(directory, 'journey-steward-disk-'));
  const file = openSync(join(temporary, 'pages'), 'w');
  try {
    const page = Buffer.alloc(pageBytes, 'x');
    writeSync(file, Buffer.alloc(fileBytes), 0, fileBytes, 0);
    fdatasyncSync(file);

    const start = performance.now();
    let syncs = 0;
    let elapsedMs = 0;
    while (elapsedMs < seconds * 1_000) {
      writeSync(file, page, 0, pageBytes, (syncs * pageBytes) % fileBytes);
      fdatasyncSync(file);
      syncs += 1;
      elapsedMs = performance.now() - start;
    }
    return (syncs * 1_000) / elapsedMs;
  } finally {
    closeSync(file);
    rmSync(temporary, { recursive: true, force: true });
  }
}
