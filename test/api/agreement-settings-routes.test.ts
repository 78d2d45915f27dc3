import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  agreementPresetDataSchema,
  agreementPreviewDataSchema,
  agreementPublishDataSchema,
  agreementVersionDataSchema,
  holidaysDataSchema,
  settingsAgreementDataSchema,
} from '../../src/api/agreement-settings-contract.ts';
import {
  clocksAnswerSchema,
  clocksDataSchema,
  deadlineDataSchema,
  handoffsDataSchema,
} from '../../src/api/clocks-contract.ts';
import { settingsAnswerSchema } from '../../src/api/settings-contract.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { testAgreement } from '../end-to-end/agreement-file.ts';
import { ask, type SecuredApp, startSecuredApp } from '../security/start-secured-app.ts';
import { install } from '../store/battery-store.ts';
import { contact, created, hear, property } from '../store/hear.ts';

const accountId = '7400009';
const directory = mkdtempSync(join(tmpdir(), 'journey-steward-agreement-'));
const monday = Date.parse('2026-05-04T08:00:00Z');

/** The whole app as it stands on 1 June, with a contact whom marketing handed over to sales on 4 May. */
describe('the agreement', () => {
  let app: SecuredApp;
  let store: Store;
  const path = '/api/settings/agreement';

  beforeAll(async () => {
    const spec = { kind: 'sqlite', path: join(directory, 'a.db') } as const;
    store = await openStore(spec);
    await install(store, accountId);
    await hear(store, accountId, [
      created(contact('1'), monday - 7_200_000),
      property(contact('1'), 'lifecyclestage', 'marketingqualifiedlead', monday - 3_600_000),
      property(contact('1'), 'lifecyclestage', 'salesqualifiedlead', monday),
    ]);
    app = await startSecuredApp(spec, [accountId]);
  });
  afterAll(async () => {
    await app?.stop();
    await store?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const get = async <Data extends z.ZodType>(data: Data, route: string, query: Record<string, string> = {}) => {
    const { body } = await ask(app, { method: 'GET', path: route, query }, accountId);
    return settingsAnswerSchema(data).parse(body);
  };
  const post = async <Data extends z.ZodType>(data: Data, route: string, body: object) =>
    settingsAnswerSchema(data).parse((await ask(app, { method: 'POST', path: route, body }, accountId)).body);
  const publish = (body: object) =>
    post(agreementPublishDataSchema, `${path}/publish`, { appliesTo: 'open-visits', expectedVersion: 0, ...body });

  test('is none at first, and a draft is tried before anything is published', async () => {
    const none = await get(settingsAgreementDataSchema, path);
    expect(none).toMatchObject({ ok: true, data: { version: 0, agreement: null, versions: [], mayPublish: true } });
    const tried = await post(agreementPreviewDataSchema, `${path}/preview`, {
      agreement: testAgreement,
      since: '2026-05-01',
    });
    expect(tried).toMatchObject({
      ok: true,
      data: { version: 0, changed: 1, isPartial: false, since: '2026-05-01T00:00:00.000Z' },
    });
    expect(tried.ok && tried.data.groups.find(({ kind }) => kind === 'accept')).toMatchObject({ appear: 1 });
    expect(await store.readAgreements({ accountId })).toEqual([]);
  });

  test('is chosen and filled in from what the portal has: presets in its zone, stages, people', async () => {
    const present = await get(settingsAgreementDataSchema, path, { language: 'de' });
    if (!present.ok) throw new Error(present.error.message);
    const { presets, stages, timeZone } = present.data;
    expect(presets.map(({ name }) => name)).toEqual(['lead-funnel', 'client-lifecycle', 'buying-cycle']);
    expect(stages.map(({ id }) => id)).toEqual(['attract', 'capture', 'nurture', 'convert', 'expand']);
    expect(stages[0]).toMatchObject({ names: { de: expect.any(String) }, leads: ['marketing'] });
    const begun = await get(agreementPresetDataSchema, `${path}/presets/lead-funnel`, { language: 'de' });
    expect(begun).toMatchObject({
      data: { label: presets[0]?.label, agreement: { teams: { sales: { calendar: { zone: timeZone } } } } },
    });
    expect(await get(agreementPresetDataSchema, `${path}/presets/none`)).toMatchObject({
      ...{ ok: false, error: { code: 'not-found' } },
    });
  });

  test('reads holidays from an iCalendar file, and tells what is none', async () => {
    const year = new Date().getUTCFullYear();
    const event = (name: string, ...lines: string[]) => ['BEGIN:VEVENT', `SUMMARY:${name}`, ...lines, 'END:VEVENT'];
    const calendar = [
      'BEGIN:VCALENDAR',
      ...event('Harvest day', `DTSTART;VALUE=DATE:${year}1003`, 'RRULE:FREQ=YEARLY'),
      ...event('Long lunch', `DTSTART:${year}1004T120000`),
      'END:VCALENDAR',
    ].join('\r\n');
    expect(await post(holidaysDataSchema, `${path}/holidays`, { calendar })).toEqual({
      ok: true,
      data: {
        holidays: [0, 1, 2].map((later) => ({ date: `${year + later}-10-03`, name: 'Harvest day' })),
        skipped: [{ name: 'Long lunch', reason: 'not-all-day' }],
      },
    });
    expect(await post(holidaysDataSchema, `${path}/holidays`, {})).toMatchObject({
      ...{ ok: false, error: { code: 'request-invalid' } },
    });
  });

  test('that nobody can keep, or that is none, is refused with its places', async () => {
    const without = { ...testAgreement, teams: { sales: testAgreement.teams.sales } };
    for (const agreement of [without, { id: 'x' }, 'no-such-preset']) {
      const refused = await publish({ agreement });
      expect(refused).toMatchObject({ ok: false, error: { code: 'agreement-invalid', problems: expect.anything() } });
    }
    const inGerman = await publish({ agreement: without, language: 'de' });
    expect(!inGerman.ok && inGerman.error.problems?.map(({ message }) => message).join()).toContain('Kalender');
    const [reason] = testAgreement.returnReasons ?? [];
    const twice = { ...testAgreement, returnReasons: [reason, reason] };
    const broken = await publish({ agreement: twice, language: 'it' });
    expect(!broken.ok && broken.error.problems?.map(({ message }) => message)).toEqual([
      `"${reason?.id}" (motivo) compare due volte; rinominane uno`,
    ]);
    expect(await publish({ agreement: testAgreement, appliesTo: 'everybody' })).toMatchObject({
      ok: false,
      error: { code: 'request-invalid' },
    });
  });

  test('with a mistyped property in a pause is tried with a remark that has the nearest name, in the language of who asks', async () => {
    const stages = { ...testAgreement.stages, attract: { pauseWhen: { property: 'hs_lead_statsu', known: true } } };
    const tried = await post(agreementPreviewDataSchema, `${path}/preview`, {
      ...{ agreement: { ...testAgreement, stages }, since: '2026-05-01', language: 'it' },
    });
    if (!tried.ok) throw new Error(tried.error.message);
    const found = tried.data.problems.filter(({ code }) => code === 'pause-property-mistyped');
    expect(found).toMatchObject([
      {
        severity: 'warning',
        path: 'stages.attract.pauseWhen',
        message: expect.stringContaining('quasi «hs_lead_status»'),
      },
    ]);
  });

  test('is published once, over the version that was seen, by those who may', async () => {
    expect(await publish({ agreement: testAgreement })).toEqual({ ok: true, data: { version: 1, isNew: true } });
    expect(await publish({ agreement: testAgreement })).toEqual({ ok: true, data: { version: 1, isNew: false } });
    expect(await publish({ agreement: 'lead-funnel' })).toMatchObject({
      ok: false,
      error: { code: 'agreement-changed' },
    });
    expect(await publish({ agreement: 'lead-funnel', expectedVersion: 1 })).toMatchObject({ data: { version: 2 } });
    expect(await publish({ agreement: { version: 1 }, expectedVersion: 2 })).toMatchObject({ data: { version: 3 } });
    const present = await get(settingsAgreementDataSchema, path);
    expect(present).toMatchObject({ data: { version: 3, agreement: { id: testAgreement.id } } });
    expect(present.ok && present.data.versions.map((one) => [one.version, one.publishedBy])).toEqual([
      [3, 'user:5'],
      [2, 'user:5'],
      [1, 'user:5'],
    ]);
    const second = await get(agreementVersionDataSchema, `${path}/versions/2`);
    expect(second).toMatchObject({ data: { version: 2, appliesTo: 'open-visits' } });
    expect(await get(agreementVersionDataSchema, `${path}/versions/9`)).toMatchObject({ ok: false });
  });

  test('runs clocks that are told with whose the time was, and one by one with the reasons', async () => {
    const asked = { objectId: '1', language: 'en' };
    const read = async <Data extends z.ZodType>(data: Data, route: string, query: Record<string, string>) => {
      const { body } = await ask(app, { method: 'GET', path: route, query }, accountId);
      const answer = clocksAnswerSchema(data).parse(body) as { ok: true; data: z.output<Data> };
      if (!answer.ok) throw new Error(JSON.stringify(body));
      return answer.data;
    };
    const { clocks, elapsed } = await read(clocksDataSchema, '/api/cards/contact/clocks', asked);
    expect(elapsed.parties.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
    expect(elapsed.parties.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(elapsed.totalSeconds);
    // It was late before the later versions came, which rewrite nothing.
    const accept = clocks.find(({ kind }) => kind === 'accept');
    expect(accept).toMatchObject({ state: 'breached', dueAt: '2026-05-04T12:00:00.000Z', policyVersion: 1 });
    const query = { ...asked, clock: accept?.id ?? '' };
    const explained = await read(deadlineDataSchema, '/api/cards/contact/clocks/explanation', query);
    const counted = explained.spans.filter(({ kind }) => kind === 'counted');
    const seconds = counted.reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / 1000, 0);
    expect(seconds + (explained.earlier?.countedSeconds ?? 0)).toBe(accept?.businessSeconds);
    const stranger = { ...asked, clock: 'contact~1~1~convert~1~accept~9' };
    await expect(read(deadlineDataSchema, '/api/cards/contact/clocks/explanation', stranger)).rejects.toThrow(
      /no clock/,
    );
    const settled = async () => (await store.countOfferedHandoffs({ accountId })).sales;
    await expect.poll(settled, { timeout: 10_000 }).toBe(1);
    const waiting = await read(handoffsDataSchema, '/api/pages/handoffs', { team: 'sales', language: 'en' });
    expect(waiting).toMatchObject({
      waiting: { sales: 1 },
      handoffs: [{ recordId: '1', from: { id: 'marketing' }, cause: 'stage', dueAt: '2026-05-04T12:00:00.000Z' }],
    });
    expect(await read(handoffsDataSchema, '/api/pages/handoffs', {})).toMatchObject({ team: { id: 'sales' } });
    const last = { team: 'sales', after: `${monday}~contact~1` };
    expect(await read(handoffsDataSchema, '/api/pages/handoffs', last)).toMatchObject({ next: null, handoffs: [] });
    const earlier = { team: 'sales', after: `${monday - 1}~deal~9` };
    expect((await read(handoffsDataSchema, '/api/pages/handoffs', earlier)).handoffs).toHaveLength(1);
  });
});
