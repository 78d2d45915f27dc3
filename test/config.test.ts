import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { configSchema, readClockSettings, readConfig, readDatabaseUrl, readEncryptionKeys } from '../src/config.ts';
import { JourneyStewardError } from '../src/errors.ts';

const key = randomBytes(32);
const required = {
  PUBLIC_URL: 'https://app.example.com',
  HUBSPOT_CLIENT_ID: 'client',
  HUBSPOT_CLIENT_SECRET: 'present',
  ENCRYPTION_KEY: key.toString('base64'),
};

function problemsOf(environment: NodeJS.ProcessEnv): string {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(JourneyStewardError);
    expect(error).toMatchObject({ code: 'config-invalid' });
    return (error as Error).message;
  }
  return expect.unreachable('the environment was taken');
}

test('the former encryption key opens while it is being changed, the present one seals', () => {
  const former = randomBytes(32);
  const { encryptionKeys } = readConfig({ ...required, ENCRYPTION_KEY_PREVIOUS: former.toString('base64') });
  expect(encryptionKeys).toEqual([key, former]);
  expect(readEncryptionKeys({ ENCRYPTION_KEY: key.toString('base64') })).toEqual([key]);
  expect(problemsOf({ ...required, ENCRYPTION_KEY_PREVIOUS: 'short' })).toContain('ENCRYPTION_KEY_PREVIOUS');
});

describe('what is left out', () => {
  const defaults = {
    host: '127.0.0.1',
    port: 8080,
    publicUrl: 'https://app.example.com',
    hubspot: {
      clientId: 'client',
      clientSecrets: ['present'],
      apiUrl: 'https://api.hubapi.com',
      appUrl: 'https://app.hubspot.com',
      callsPerTenSeconds: 110,
    },
    databaseUrl: 'data/journey-steward.db',
    encryptionKeys: [key],
    model: 'lead-funnel',
    agreement: null,
    labelLanguage: 'en',
    settingsUsers: [],
    journeyNow: null,
    journeyClockFile: null,
    logLevel: 'info',
    maxBodyBytes: 33_554_432,
    maxPendingBytes: 134_217_728,
    claimLeaseMs: 15_000,
    tagWriteDelayMs: 1_000,
    taskDoubtMs: 60_000,
    journalIntervalMs: 60_000,
    uninstalledKeptMs: 30 * 86_400_000,
  };

  test('has its default', () => {
    expect(readConfig(required)).toEqual(defaults);
  });

  test('may as well be set to nothing', () => {
    const empty = Object.fromEntries(Object.keys(configSchema.shape).map((name) => [name, '']));
    expect(readConfig({ ...empty, ...required })).toEqual(defaults);
  });
});

test('what is given is taken, and what nobody knows is left alone', () => {
  const config = readConfig({
    ...required,
    SOMETHING_ELSE: 'x',
    HOST: '0.0.0.0',
    PORT: '0',
    PUBLIC_URL: 'https://app.example.com/hooks//',
    HUBSPOT_CLIENT_SECRET_PREVIOUS: 'previous',
    HUBSPOT_API_URL: 'http://127.0.0.1:4000/',
    HUBSPOT_CALLS_PER_TEN_SECONDS: '190',
    DATABASE_URL: 'postgres://u@h/d',
    MODEL: 'models/own.json',
    LABEL_LANGUAGE: 'ko',
    SETTINGS_USERS: ' 20260101:71000001, 20260101:71000002,',
    JOURNEY_NOW: '2026-11-20T17:00:00+01:00',
    TAG_WRITE_DELAY_MS: '0',
    JOURNAL_INTERVAL_MS: '250',
    UNINSTALLED_KEPT_DAYS: '7',
  });
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 0,
    publicUrl: 'https://app.example.com/hooks',
    hubspot: { clientSecrets: ['present', 'previous'], apiUrl: 'http://127.0.0.1:4000', callsPerTenSeconds: 190 },
    databaseUrl: 'postgres://u@h/d',
    model: 'models/own.json',
    labelLanguage: 'ko',
    settingsUsers: ['20260101:71000001', '20260101:71000002'],
    journeyNow: Date.UTC(2026, 10, 20, 16),
    tagWriteDelayMs: 0,
    journalIntervalMs: 250,
    uninstalledKeptMs: 7 * 86_400_000,
  });
});

describe('what is wrong', () => {
  test('is told all at once, variable by variable', () => {
    const message = problemsOf({ PORT: 'x', LABEL_LANGUAGE: 'fr', JOURNEY_NOW: 'now' });
    for (const name of [...Object.keys(required), 'PORT', 'LABEL_LANGUAGE', 'JOURNEY_NOW']) {
      expect(message).toMatch(new RegExp(`^  ${name}: .{10,}`, 'm'));
    }
    expect(message.split('\n')).toHaveLength(1 + 7);
  });

  test.each([
    ['PORT', '-1', 'give at least 0'],
    ['PORT', '65536', 'give at most 65535'],
    ['PORT', '80.5', 'give a whole number'],
    ['MAX_BODY_BYTES', '0', 'give at least 1'],
    ['CLAIM_LEASE_MS', '99', 'give at least 100'],
    ['TASK_DOUBT_MS', '99', 'give at least 100'],
    ['HUBSPOT_CALLS_PER_TEN_SECONDS', 'many', 'give a whole number'],
    ['PUBLIC_URL', 'app.example.com', 'give the address at which HubSpot reaches this app'],
    ['PUBLIC_URL', 'localhost:8080', 'give the address at which HubSpot reaches this app'],
    ['PUBLIC_URL', '', 'give the address at which HubSpot reaches this app'],
    ['HUBSPOT_API_URL', 'ftp://api.hubapi.com', 'give an address such as'],
    ['HUBSPOT_CLIENT_ID', '', 'Auth page'],
    ['HUBSPOT_CLIENT_SECRET', '', 'Auth page'],
    ['ENCRYPTION_KEY', '', 'openssl rand -base64 32'],
    ['ENCRYPTION_KEY', randomBytes(31).toString('base64'), 'openssl rand -base64 32'],
    ['ENCRYPTION_KEY', randomBytes(32).toString('hex'), 'openssl rand -base64 32'],
    ['JOURNEY_NOW', '2026-11-20T16:00:00', 'an ISO time with zone'],
    ['LOG_LEVEL', 'loud', 'silent'],
    ['SETTINGS_USERS', '71000001', 'pairs of portal and user id'],
    ['SETTINGS_USERS', '20260101:71000001;20260101:71000002', 'pairs of portal and user id'],
    ['LABEL_LANGUAGE', 'fr', 'ko'],
  ])('%s=%s is refused, and says what is expected', (name, value, expected) => {
    const message = problemsOf({ ...required, [name]: value });
    expect(message).toMatch(new RegExp(`^  ${name}: `, 'm'));
    expect(message).toContain(expected);
  });

  test('is told without quoting anything that may be a secret', () => {
    const secrets = { HUBSPOT_CLIENT_SECRET: 'my-client-secret', ENCRYPTION_KEY: 'my-encryption-key' };
    const database = {
      DATABASE_URL: 'postgres://u:my-password@h/d',
      HUBSPOT_CLIENT_SECRET_PREVIOUS: 'my-former-secret',
    };
    expect(problemsOf({ ...secrets, ...database })).not.toMatch(/my-/);
  });
});

test('the database alone can be read without the rest, and none is null', () => {
  expect(readDatabaseUrl({ DATABASE_URL: 'a.db' })).toBe('a.db');
  expect(readDatabaseUrl({ DATABASE_URL: '' })).toBeNull();
  expect(readDatabaseUrl({})).toBeNull();
});

describe('the clock of journeys alone', () => {
  test('needs nothing else of the environment', () => {
    expect(readClockSettings({})).toEqual({ journeyNow: null, journeyClockFile: null });
    expect(readClockSettings({ JOURNEY_NOW: '2026-11-20T17:00:00+01:00', JOURNEY_CLOCK_FILE: '' })).toEqual({
      journeyNow: Date.UTC(2026, 10, 20, 16),
      journeyClockFile: null,
    });
    expect(readClockSettings({ JOURNEY_CLOCK_FILE: 'clock' })).toEqual({ journeyNow: null, journeyClockFile: 'clock' });
  });

  test('is refused as the whole environment is', () => {
    expect(() => readClockSettings({ JOURNEY_NOW: 'now' })).toThrow('JOURNEY_NOW: give an ISO time with zone');
  });
});
