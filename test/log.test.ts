import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const module = (name: string) => JSON.stringify(join(import.meta.dirname, `../src/${name}.ts`));

/** What a process logs; it writes to standard error, which has to be its own. */
function logOf(script: string, level = 'info'): Record<string, unknown>[] {
  const program = `
    const { createLog } = await import(${module('log')});
    const { JourneyStewardError } = await import(${module('errors')});
    const log = createLog('${level}');
    ${script}
    process.stdout.write('nothing of the log');`;
  // Standard error is swapped with standard output, so that what comes back is the log alone.
  const output = execFileSync(
    'sh',
    ['-c', 'exec "$0" --input-type=module -e "$1" 3>&1 1>/dev/null 2>&3', process.execPath, program],
    {
      encoding: 'utf8',
    },
  );
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('secrets and personal data are censored wherever they stand; what helps to find a mistake is not', () => {
  const lines = logOf(`
    const secrets = { accessToken: 's3cret', refreshToken: 's3cret', clientSecret: 's3cret', authorization: 's3cret', query: 's3cret' };
    const personal = { email: 's3cret', body: 's3cret', value: 's3cret', properties: { firstname: 's3cret' }, detail: 's3cret' };
    log.info({ ...secrets, ...personal, accountId: '33' }, 'at the top');
    log.info({ inner: { ...secrets, ...personal, objectType: 'deal' } }, 'one deeper');
    log.info({ list: [{ ...secrets, ...personal }] }, 'in a list');
    log.error({ err: Object.assign(new Error('refused'), { detail: 'Failing row contains (s3cret)', code: '23502' }) }, 'of the database');
    log.warn({ code: 'signature-wrong' }, 'refused');
    log.error({ err: new JourneyStewardError('internal', 'no', { cause: new Error('underneath') }) }, 'ours');
  `);
  expect(lines).toHaveLength(6);
  expect(JSON.stringify(lines)).not.toContain('s3cret');
  expect(lines[0]).toMatchObject({ email: '[redacted]', accountId: '33', msg: 'at the top' });
  expect(lines[1]).toMatchObject({ inner: { objectType: 'deal' } });
  expect(lines[3]).toMatchObject({ err: { message: 'refused', code: '23502' } });
  expect(lines[4]).toMatchObject({ code: 'signature-wrong' });
  expect(lines[5]).toMatchObject({ err: { code: 'internal', stack: expect.stringContaining('underneath') } });
});

test('a line has its time in ISO form, and nothing of the machine', () => {
  const [line] = logOf(`log.info('hello');`);
  expect(Object.keys(line ?? {}).sort()).toEqual(['level', 'msg', 'time']);
  expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('what is below the level is not written', () => {
  expect(logOf(`log.info('a'); log.warn('b');`, 'warn').map(({ msg }) => msg)).toEqual(['b']);
  expect(logOf(`log.fatal('a');`, 'silent')).toEqual([]);
});
