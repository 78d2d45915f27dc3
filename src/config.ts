import { z } from 'zod';
import { JourneyStewardError } from './errors.ts';
import { languages } from './journey/vocabulary.ts';

/** A variable that is set to nothing is not set. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const withDefault = (value: string) =>
  z.preprocess((given) => (given === '' || given === undefined ? value : given), z.string());
const integer = (value: number, least: number, most = Number.MAX_SAFE_INTEGER) =>
  z.preprocess(
    (given) => (given === '' || given === undefined ? value : given),
    z.coerce
      .number({ error: 'give a whole number' })
      .int('give a whole number')
      .min(least, `give at least ${least}`)
      .max(most, `give at most ${most}`),
  );
const address = (error: string) => z.url({ protocol: /^https?$/, error });
const origin = (value: string) => withDefault(value).pipe(address('give an address such as https://app.example.com'));
const onAuthPage = "take it from the app's Auth page in HubSpot";
const fromHubSpot = () => z.string(onAuthPage).min(1, onAuthPage);
const randomKey = 'give 32 random bytes in base64: openssl rand -base64 32';
const encryptionKey = z.string(randomKey).refine((key) => Buffer.from(key, 'base64').length === 32, randomKey);
const addressOfApp = 'give the address at which HubSpot reaches this app, such as https://app.example.com';
const settingsUsers = z
  .string()
  .transform((text) => text.split(',').map((user) => user.trim()))
  .transform((users) => users.filter((user) => user !== ''))
  .refine(
    (users) => users.every((user) => /^\d+:\d+$/.test(user)),
    'give pairs of portal and user id, joined by commas, such as 20260101:71000001',
  );

/** The environment, variable by variable. `.env.example` has the same names; a test compares. */
export const configSchema = z.object({
  HOST: withDefault('127.0.0.1'),
  PORT: integer(8080, 0, 65_535),
  PUBLIC_URL: address(addressOfApp),
  HUBSPOT_CLIENT_ID: fromHubSpot(),
  HUBSPOT_CLIENT_SECRET: fromHubSpot(),
  HUBSPOT_CLIENT_SECRET_PREVIOUS: optional(z.string()),
  HUBSPOT_API_URL: origin('https://api.hubapi.com'),
  HUBSPOT_APP_URL: origin('https://app.hubspot.com'),
  HUBSPOT_CALLS_PER_TEN_SECONDS: integer(110, 1),
  DATABASE_URL: withDefault('data/journey-steward.db'),
  ENCRYPTION_KEY: encryptionKey,
  ENCRYPTION_KEY_PREVIOUS: optional(encryptionKey),
  MODEL: withDefault('lead-funnel'),
  AGREEMENT: optional(z.string()),
  LABEL_LANGUAGE: withDefault('en').pipe(z.enum(languages)),
  SETTINGS_USERS: withDefault('').pipe(settingsUsers),
  JOURNEY_NOW: optional(
    z.iso.datetime({ offset: true, error: 'give an ISO time with zone, such as 2026-11-20T16:00:00Z' }),
  ),
  JOURNEY_CLOCK_FILE: optional(z.string()),
  LOG_LEVEL: withDefault('info').pipe(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])),
  MAX_BODY_BYTES: integer(33_554_432, 1),
  MAX_PENDING_BYTES: integer(134_217_728, 1),
  CLAIM_LEASE_MS: integer(15_000, 100),
  TAG_WRITE_DELAY_MS: integer(1_000, 0),
  TASK_DOUBT_MS: integer(60_000, 100),
  JOURNAL_INTERVAL_MS: integer(60_000, 100),
  UNINSTALLED_KEPT_DAYS: integer(30, 1, 3_650),
});

/** The first one seals; all of them open. */
export type EncryptionKeys = readonly [Buffer, ...Buffer[]];

export type Config = {
  host: string;
  port: number;
  publicUrl: string;
  hubspot: {
    clientId: string;
    /** The present secret and, while it is being changed, the previous one. */
    clientSecrets: string[];
    apiUrl: string;
    appUrl: string;
    callsPerTenSeconds: number;
  };
  databaseUrl: string;
  /** The key that secrets are sealed with and, while it is being changed, the previous one, which only opens. */
  encryptionKeys: EncryptionKeys;
  model: string;
  /** A preset or the path of an agreement file, which accounts without one start with; null for none. */
  agreement: string | null;
  labelLanguage: (typeof languages)[number];
  /** Who may change settings of an account: `portalId:userId`, since a user's id says nothing in another portal. */
  settingsUsers: string[];
  /** A fixed instant in ms to replay as of; null for the present. */
  journeyNow: number | null;
  /** A file that holds the instant to replay as of, and may change; null for none. It goes before `journeyNow`. */
  journeyClockFile: string | null;
  logLevel: string;
  maxBodyBytes: number;
  maxPendingBytes: number;
  /** How long a claimed piece of work is left alone before another process may take it, in ms. */
  claimLeaseMs: number;
  /** How long changed tags wait for others to share a call with, in ms. */
  tagWriteDelayMs: number;
  /** How long HubSpot may go on making tasks after it failed to answer, in ms: so long they are not looked for. */
  taskDoubtMs: number;
  journalIntervalMs: number;
  /** How long what is known of an account is kept after it removed the app, in ms. */
  uninstalledKeptMs: number;
};

/** Reads the whole environment once. Throws one error that names every variable that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = checked(configSchema, environment);
  return {
    host: given.HOST,
    port: given.PORT,
    publicUrl: withoutTrailingSlash(given.PUBLIC_URL),
    hubspot: {
      clientId: given.HUBSPOT_CLIENT_ID,
      clientSecrets: [given.HUBSPOT_CLIENT_SECRET, given.HUBSPOT_CLIENT_SECRET_PREVIOUS].filter(
        (secret) => secret !== undefined,
      ),
      apiUrl: withoutTrailingSlash(given.HUBSPOT_API_URL),
      appUrl: withoutTrailingSlash(given.HUBSPOT_APP_URL),
      callsPerTenSeconds: given.HUBSPOT_CALLS_PER_TEN_SECONDS,
    },
    databaseUrl: given.DATABASE_URL,
    encryptionKeys: encryptionKeysOf(given),
    model: given.MODEL,
    agreement: given.AGREEMENT ?? null,
    labelLanguage: given.LABEL_LANGUAGE,
    settingsUsers: given.SETTINGS_USERS,
    ...readClockSettings(environment),
    logLevel: given.LOG_LEVEL,
    maxBodyBytes: given.MAX_BODY_BYTES,
    maxPendingBytes: given.MAX_PENDING_BYTES,
    claimLeaseMs: given.CLAIM_LEASE_MS,
    tagWriteDelayMs: given.TAG_WRITE_DELAY_MS,
    taskDoubtMs: given.TASK_DOUBT_MS,
    journalIntervalMs: given.JOURNAL_INTERVAL_MS,
    uninstalledKeptMs: given.UNINSTALLED_KEPT_DAYS * 86_400_000,
  };
}

/** The clock of journeys alone, for commands that replay and need nothing else of the environment. */
export function readClockSettings(
  environment: NodeJS.ProcessEnv = process.env,
): Pick<Config, 'journeyNow' | 'journeyClockFile'> {
  const { JOURNEY_NOW, JOURNEY_CLOCK_FILE } = checked(
    configSchema.pick({ JOURNEY_NOW: true, JOURNEY_CLOCK_FILE: true }),
    environment,
  );
  return {
    journeyNow: JOURNEY_NOW === undefined ? null : Date.parse(JOURNEY_NOW),
    journeyClockFile: JOURNEY_CLOCK_FILE ?? null,
  };
}

/** The keys alone, for commands that need nothing else of the environment. */
export function readEncryptionKeys(environment: NodeJS.ProcessEnv = process.env): EncryptionKeys {
  const names = { ENCRYPTION_KEY: true, ENCRYPTION_KEY_PREVIOUS: true } as const;
  return encryptionKeysOf(checked(configSchema.pick(names), environment));
}

function encryptionKeysOf(given: { ENCRYPTION_KEY: string; ENCRYPTION_KEY_PREVIOUS?: string | undefined }) {
  const previous = given.ENCRYPTION_KEY_PREVIOUS;
  const keys: EncryptionKeys = [Buffer.from(given.ENCRYPTION_KEY, 'base64')];
  return previous === undefined ? keys : ([...keys, Buffer.from(previous, 'base64')] satisfies EncryptionKeys);
}

/** The database alone, for commands that need nothing else. Null when none is named. */
export function readDatabaseUrl(environment: NodeJS.ProcessEnv = process.env): string | null {
  const url = environment.DATABASE_URL ?? '';
  return url === '' ? null : url;
}

function checked<Schema extends z.ZodType>(schema: Schema, environment: NodeJS.ProcessEnv): z.output<Schema> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new JourneyStewardError('config-invalid', `The environment is not complete:\n${lines.join('\n')}`);
}

function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
