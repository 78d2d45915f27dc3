import { isWithin } from './repository-files.ts';

/** A folder or file with its own place in the direction of imports. */
export type Room = {
  path: string;
  /** Rooms, packages, `node:*` for Node's own modules; or everything. A room may always import itself. */
  mayImport: readonly string[] | 'anything';
  /** Rooms of which it may know the shapes (`import type`) and nothing else. */
  mayImportTypesOf?: readonly string[];
  /** Decides from its arguments alone: no clock, no randomness, no input or output. */
  isPure?: true;
};

const domain = ['src/journey', 'src/agreement', 'src/touchpoints', 'src/measures'];
const ground = ['src/errors.ts', 'src/log.ts'];

/** The same table stands in ARCHITECTURE.md for people; a test holds the two against each other. */
export const rooms: readonly Room[] = [
  { path: 'src/errors.ts', mayImport: [] },
  { path: 'src/config.ts', mayImport: ['src/errors.ts', 'src/journey', 'node:*', 'zod'] },
  { path: 'src/log.ts', mayImport: ['src/errors.ts', 'node:*', 'pino'] },
  { path: 'src/own-heap.ts', mayImport: ['node:*'] },
  { path: 'src/thread-questions.ts', mayImport: [] },
  { path: 'src/journey', mayImport: ['zod'], isPure: true },
  { path: 'src/agreement', mayImport: ['src/journey', 'zod'], isPure: true },
  { path: 'src/touchpoints', mayImport: ['src/journey', 'src/agreement', 'zod'], isPure: true },
  { path: 'src/measures', mayImport: ['src/journey', 'src/agreement', 'src/touchpoints', 'zod'], isPure: true },
  {
    path: 'src/store',
    mayImport: [...domain, ...ground, 'src/own-heap.ts', 'src/thread-questions.ts', 'node:*', 'kysely', 'pg', 'zod'],
  },
  {
    path: 'src/hubspot',
    mayImport: [...domain, ...ground, 'node:*', '@hubspot/api-client', 'zod'],
    mayImportTypesOf: ['src/store'],
  },
  { path: 'src/replay-record.ts', mayImport: [...domain, ...ground], mayImportTypesOf: ['src/store'] },
  { path: 'src/refresh-journeys.ts', mayImport: [...domain, ...ground, 'src/replay-record.ts', 'src/store'] },
  { path: 'src/preview-model.ts', mayImport: [...domain, ...ground, 'src/replay-record.ts', 'src/store'] },
  { path: 'src/preview-agreement.ts', mayImport: [...domain, ...ground, 'src/replay-record.ts', 'src/store'] },
  {
    path: 'src/worker',
    mayImport: [
      ...domain,
      ...ground,
      'src/store',
      'src/hubspot',
      'src/replay-record.ts',
      'src/refresh-journeys.ts',
      'node:*',
      'node-cron',
      'prom-client',
      'zod',
    ],
  },
  {
    path: 'src/api',
    mayImport: [
      ...domain,
      ...ground,
      'src/store',
      'src/hubspot',
      'src/replay-record.ts',
      'src/preview-model.ts',
      'src/preview-agreement.ts',
      'src/read-since.ts',
      'node:*',
      'csv-stringify',
      'express',
      'prom-client',
      'zod',
    ],
  },
  { path: 'webhooks', mayImport: [...domain, ...ground, 'src/store', 'src/hubspot', 'node:*', 'express', 'zod'] },
  {
    path: 'src/cli',
    mayImport: [
      ...domain,
      ...ground,
      'src/config.ts',
      'src/store',
      'src/hubspot',
      'src/worker',
      'src/refresh-journeys.ts',
      'src/replay-record.ts',
      'src/preview-model.ts',
      'src/preview-agreement.ts',
      'src/read-since.ts',
      'src/journey-clock.ts',
      'src/read-model.ts',
      'src/read-agreement.ts',
      'node:*',
      'cli-progress',
      'commander',
      'csv-stringify',
      'node',
      'zod',
    ],
  },
  { path: 'src/journey-clock.ts', mayImport: ['src/errors.ts', 'node:*'] },
  { path: 'src/read-since.ts', mayImport: ['src/errors.ts'] },
  { path: 'src/read-model.ts', mayImport: ['src/errors.ts', 'src/journey', 'node:*'] },
  { path: 'src/read-agreement.ts', mayImport: ['src/errors.ts', 'src/journey', 'src/agreement', 'node:*'] },
  {
    path: 'src/threads',
    mayImport: [
      ...domain,
      ...ground,
      'src/own-heap.ts',
      'src/thread-questions.ts',
      'src/config.ts',
      'src/store',
      'src/hubspot',
      'src/worker',
      'src/refresh-journeys.ts',
      'src/journey-clock.ts',
      'webhooks',
      'node:*',
    ],
    mayImportTypesOf: ['src/api'],
  },
  {
    path: 'src/start-app.ts',
    mayImport: [
      ...domain,
      ...ground,
      'src/config.ts',
      'src/store',
      'src/hubspot',
      'src/worker',
      'src/threads',
      'src/api',
      'src/journey-clock.ts',
      'webhooks',
      'node:*',
      'express',
      'prom-client',
    ],
  },
  {
    path: 'src/main.ts',
    mayImport: [...ground, 'src/config.ts', 'src/read-model.ts', 'src/read-agreement.ts', 'src/start-app.ts', 'node:*'],
  },
  // HubSpot uploads app-extensions/ alone: what is needed at run time must lie inside it.
  { path: 'app-extensions', mayImport: ['@hubspot/ui-extensions', 'react'], mayImportTypesOf: ['src/api'] },
  { path: 'sandbox', mayImport: 'anything' },
  { path: 'bench', mayImport: 'anything' },
  { path: 'test', mayImport: 'anything' },
];

/** The room that a file of the repository lies in. */
export function roomOf(path: string): Room | undefined {
  return rooms.find((room) => isWithin(path, room.path));
}

const typesOnly = ' (types only)';

/** The table as it stands in ARCHITECTURE.md. */
export function roomsTable(): string {
  const rows = rooms.map((room) => `| \`${room.path}\` | ${cellOf(room)} |`);
  return ['| room | may import |', '|---|---|', ...rows].join('\n');
}

function cellOf({ mayImport, mayImportTypesOf = [] }: Room): string {
  if (mayImport === 'anything') return 'anything';
  const names = [
    ...mayImport.map((name) => `\`${name}\``),
    ...mayImportTypesOf.map((name) => `\`${name}\`${typesOnly}`),
  ];
  return names.length === 0 ? 'nothing' : names.join(', ');
}

/** Reads such a table out of Markdown: room path → what it may import, sorted, or `anything`. */
export function readRoomsTable(markdown: string): Map<string, string[] | 'anything'> {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => /^\|\s*room\s*\|\s*may import\b/.test(line));
  if (start === -1) return new Map();
  const afterHead = lines.slice(start + 2);
  const end = afterHead.findIndex((line) => !line.startsWith('|'));
  const rows = end === -1 ? afterHead : afterHead.slice(0, end);
  return new Map(rows.map(readRow));
}

function readRow(row: string): [string, string[] | 'anything'] {
  const [room = '', mayImport = ''] = row.slice(1).split('|');
  const allowed = namesIn(mayImport).sort();
  return [namesIn(room)[0] ?? room.trim(), /^\s*anything\b/.test(mayImport) ? 'anything' : allowed];
}

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`( \(types only\))?/g)].map(
    ([, name = '', types = '']) => name.replace(/\/(\*\*)?$/, '') + types,
  );
}
