import { stringify } from 'csv-stringify/sync';
import express, { type RequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import type { Store } from '../store/operations.ts';
import {
  type HealthTable,
  healthRowSchemas,
  healthTableQuerySchema,
  healthTables,
} from './settings-health-contract.ts';
import { healthReaders, readHealth } from './settings-health-data.ts';
import { partedTables, partReaders } from './settings-health-parts.ts';
import type { HealthSource, Placed } from './settings-health-source.ts';
import { problemsOf, SettingsError, settingsRefusal } from './settings-refusal.ts';
import { requireIdentity, type SignedIdentity } from './signed-identity.ts';

export type SettingsHealthOptions = Omit<HealthSource, 'store'> & {
  store: HealthSource['store'] & Pick<Store, 'readInstallation'>;
  publicUrl: string;
  clientSecrets: readonly string[];
};

const mostRows = 10_000;

/**
 * How an account is doing, for everybody whose request is signed: `GET /api/settings/health`, and each of its tables alone,
 * `GET /api/settings/health/:table`, with `?format=csv` as CSV. It does not need the account's model, which may be what is wrong.
 */
export function settingsHealthRoutes(options: SettingsHealthOptions): Router {
  const router = express.Router();
  const signed = requireIdentity(options);
  const answer = (work: (asked: Asked, response: Response) => Promise<void>): RequestHandler => {
    return async ({ query, params }, response) => {
      try {
        await work(await askedBy(options, response, query, params.table), response);
      } catch (error) {
        if (!(error instanceof JourneyStewardError)) throw error;
        response.json(settingsRefusal(error));
      }
    };
  };
  router.get(
    '/api/settings/health',
    signed,
    answer(async (asked, response) => {
      response.json({ ok: true, data: await readHealth(options, asked) });
    }),
  );
  router.get(
    '/api/settings/health/:table',
    signed,
    answer(async (asked, response) => {
      const table = tableNamed(asked.table);
      if (asked.format === 'json') {
        response.json({ ok: true, data: await readPart(options, table, asked) });
        return;
      }
      const rows = await healthReaders[table](options, {
        ...asked,
        after: undefined,
        now: Date.now(),
        limit: mostRows,
      });
      response.type('text/csv').attachment(`journey-steward-${table}.csv`).send(csvOf(table, rows));
    }),
  );
  return router;
}

type Asked = z.output<ReturnType<typeof healthTableQuerySchema>> & { accountId: string; table: string };

async function askedBy(
  { store }: SettingsHealthOptions,
  response: Response,
  query: unknown,
  table: unknown,
): Promise<Asked> {
  const { accountId } = response.locals.identity as SignedIdentity;
  const read = healthTableQuerySchema(String(table)).safeParse(query);
  if (!read.success) {
    throw new SettingsError('request-invalid', read.error.issues[0]?.message ?? '', problemsOf(read.error));
  }
  const installation = await store.readInstallation({ accountId, now: Date.now() });
  if (installation?.isActive !== true) {
    throw new JourneyStewardError('account-unknown', 'The app is not installed in this HubSpot account.');
  }
  return { accountId, ...read.data, table: String(table) };
}

/** One part of a table. What changes all the time goes on after a place; the others after so many rows. */
async function readPart(
  options: SettingsHealthOptions,
  table: HealthTable,
  { after, limit = mostRows, ...asked }: Asked,
): Promise<{ rows: Readonly<Record<string, unknown>>[]; next: string | null }> {
  const now = Date.now();
  const parted = partedTables.find((one) => one === table);
  if (parted !== undefined) {
    // One more than asked for tells whether there are more.
    const found: Placed<Readonly<Record<string, unknown>>>[] = await partReaders[parted](options, {
      ...{ ...asked, now },
      ...{ after, limit: limit + 1 },
    });
    const part = found.slice(0, limit);
    return { rows: part.map(({ row }) => row), next: found.length > limit ? (part.at(-1)?.place ?? null) : null };
  }
  const start = Number.parseInt(after ?? '', 10) || 0;
  const end = start + limit;
  const rows = await healthReaders[table](options, { ...asked, now, limit: end + 1 });
  return { rows: rows.slice(start, end), next: rows.length > end ? String(end) : null };
}

function tableNamed(name: string): HealthTable {
  const table = healthTables.find((one) => one === name);
  if (table === undefined) {
    throw new JourneyStewardError('not-found', `There is no table ${name}: ${healthTables.join(', ')}.`);
  }
  return table;
}

/** A header and one line per row, LF ends. A text that a spreadsheet would take for a formula is told as text. */
function csvOf(table: HealthTable, rows: readonly Readonly<Record<string, unknown>>[]): string {
  const columns = Object.keys(healthRowSchemas[table].shape);
  const lines = rows.map((row) => columns.map((column) => cellOf(row[column])));
  const header = columns.map((column) => column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return stringify([header, ...lines], { record_delimiter: 'unix', escape_formulas: true });
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
