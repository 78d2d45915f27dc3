import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CardData, cardAnswerSchema } from '../../src/api/card-contract.ts';
import { writeTestAgreement } from './agreement-file.ts';
import { createInstallation, type Installation } from './installation.ts';
import { parse } from './parse-csv.ts';

type Json = Record<string, unknown>;
type ClockColumn = 'kind' | 'team' | 'started_at' | 'stopped_at' | 'state' | 'business_seconds';
const directory = mkdtempSync(join(tmpdir(), 'journey-steward-handoff-'));

/** A Monday; Rome is two hours ahead. */
const at = (time: string) => `2026-05-04T${time}:00.000Z`;

/** The lead goes from marketing to sales, back, and to sales again, with the real app and portal and one clock that is moved. */
describe('a handoff', { timeout: 240_000 }, () => {
  let installation: Installation;
  let contact = '';

  beforeAll(async () => {
    installation = await createInstallation({
      portalId: 20_260_001,
      now: at('07:30'),
      hasOneClock: true,
      agreement: writeTestAgreement(join(directory, 'agreement.json')),
    });
    await installation.startApp();
    await installation.install();
    const properties = { lifecyclestage: 'marketingqualifiedlead', firstname: 'Vera', lastname: 'Vorlage' };
    contact = String((await call('/sandbox/change', { action: 'create', objectType: 'contact', properties })).recordId);
    await installation.untilAtRest();
  }, 240_000);
  afterAll(async () => {
    await installation?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  async function call(path: string, body: object): Promise<Json> {
    const response = await fetch(installation.urls.portal + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status, path).toBe(200);
    return (await response.json()) as Json;
  }

  async function ask(method: 'GET' | 'POST', path: string, body: object = {}) {
    const query = method === 'GET' ? `?objectId=${contact}&language=en` : '';
    const requestUri = `${installation.urls.app}/api/cards/contact${path}${query}`;
    const requestBody = { objectId: contact, ...body };
    const { responseBody } = await call('/sandbox/fetch', {
      requestUri,
      method,
      ...(method === 'POST' && { requestBody }),
    });
    return cardAnswerSchema.parse(responseBody);
  }

  async function card(): Promise<Pick<CardData, 'clock' | 'handoff' | 'lead' | 'current'>> {
    const answer = await ask('GET', '');
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.data;
  }

  /** What the portal shows on the record once the app is at rest. */
  async function tags() {
    await installation.untilAtRest();
    const response = await fetch(`${installation.urls.portal}/sandbox/export`);
    const found = (await response.text())
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { id: string; properties: Record<string, string | null> })
      .find(({ id }) => id === contact)?.properties;
    return {
      stage: found?.journey_steward_stage,
      team: found?.journey_steward_owner_team,
      status: found?.journey_steward_sla_status,
      dueAt: found?.journey_steward_sla_due_at || null,
    };
  }

  const answered = (actionId: string, rest: object) => ({ stage: 'convert', actionId, ...rest });
  const ids = Array.from({ length: 6 }, (_, index) => `0190a5b0-0000-7000-8000-00000000000${index}`);

  test('is offered when the stage is led by another team, with a clock for the answer', async () => {
    expect(await tags()).toEqual({ stage: 'lead-funnel:nurture', team: 'marketing', status: 'none', dueAt: null });
    await installation.moveClock(at('08:00'));
    const properties = { lifecyclestage: 'salesqualifiedlead' };
    await call('/sandbox/change', { action: 'update', objectType: 'contact', id: contact, properties });
    const dueAt = at('12:00');
    expect(await tags()).toMatchObject({ stage: 'lead-funnel:convert', team: 'sales', status: 'on-track' });
    expect(await card()).toMatchObject({
      lead: { id: 'sales' },
      handoff: {
        state: 'offered',
        from: { id: 'marketing' },
        to: { id: 'sales' },
        cause: 'stage',
        offeredAt: at('08:00'),
      },
      clock: {
        kind: 'accept',
        team: { id: 'sales' },
        status: 'on-track',
        dueAt,
        targetSeconds: 14_400,
        secondsLeft: 14_400,
      },
    });
  });

  test('is not accepted by a team that was not asked, nor returned for a reason that nobody agreed on', async () => {
    const refused = { ok: false, error: { code: 'request-invalid' } };
    expect(await ask('POST', '/handoff/accept', answered(ids[0] ?? '', { team: 'service' }))).toMatchObject(refused);
    const reason = { team: 'sales', reason: 'no-mood' };
    expect(await ask('POST', '/handoff/return', answered(ids[0] ?? '', reason))).toMatchObject(refused);
    expect((await card()).handoff).toMatchObject({ state: 'offered' });
  });

  test('is returned: the lead goes back with a clock of its own, the stage remains, and both see why', async () => {
    await installation.moveClock(at('09:00'));
    const returned = answered(ids[1] ?? '', { team: 'sales', reason: 'not-ready', note: 'No budget yet' });
    const answer = await ask('POST', '/handoff/return', returned);
    const shown = {
      lead: { id: 'marketing' },
      current: { stage: { id: 'convert' } },
      handoff: {
        state: 'offered',
        from: { id: 'sales' },
        to: { id: 'marketing' },
        cause: 'return',
        because: { reason: { id: 'not-ready', label: 'Not ready' }, note: 'No budget yet', by: { id: '900001' } },
      },
      clock: { kind: 'accept', team: { id: 'marketing' }, dueAt: at('13:00') },
    };
    expect(answer).toMatchObject({ ok: true, data: shown });
    // Sent again, as HubSpot may.
    expect(await ask('POST', '/handoff/return', returned)).toMatchObject({ ok: true, data: shown });
    expect(await tags()).toMatchObject({ stage: 'lead-funnel:convert', team: 'marketing', status: 'on-track' });
  });

  test('is offered again, and accepted', async () => {
    await installation.moveClock(at('11:00'));
    const offer = answered(ids[2] ?? '', { team: 'marketing', note: 'They have a budget now' });
    expect(await ask('POST', '/handoff/offer', offer)).toMatchObject({
      ok: true,
      data: { lead: { id: 'sales' }, handoff: { state: 'offered', to: { id: 'sales' }, cause: 'again' } },
    });
    expect(await tags()).toMatchObject({ team: 'sales' });
    await installation.moveClock(at('11:30'));
    const accept = answered(ids[3] ?? '', { team: 'sales' });
    const accepted = { ok: true, data: { handoff: { state: 'accepted', answeredAt: at('11:30') } } };
    expect(await ask('POST', '/handoff/accept', accept)).toMatchObject(accepted);
    expect(await ask('POST', '/handoff/accept', accept)).toMatchObject(accepted);
    expect((await card()).clock).toMatchObject({ kind: 'first-touch', team: { id: 'sales' } });
  });

  test('leaves the clock of each side as it ran', async () => {
    await installation.untilAtRest();
    const { output } = await installation.command('clocks', '--format', 'csv');
    const rows = parse<ClockColumn>(output).filter(({ kind }) => kind === 'accept');
    expect(
      rows.map(({ team, started_at, stopped_at, state, business_seconds }) => ({
        team,
        started_at,
        stopped_at,
        state,
        business_seconds,
      })),
    ).toEqual([
      { team: 'sales', started_at: at('08:00'), stopped_at: at('09:00'), state: 'met', business_seconds: '3600' },
      { team: 'marketing', started_at: at('09:00'), stopped_at: at('11:00'), state: 'met', business_seconds: '7200' },
      { team: 'sales', started_at: at('11:00'), stopped_at: at('11:30'), state: 'met', business_seconds: '1800' },
    ]);
  });

  test('and open ones are counted up to any time that is asked for', async () => {
    const { output } = await installation.command('clocks', '--format', 'csv', '--now', at('12:00'));
    const open = parse<ClockColumn>(output).filter(
      ({ kind, stopped_at }) => kind === 'first-touch' && stopped_at === '',
    );
    expect(open).toMatchObject([
      { team: 'sales', started_at: at('11:00'), state: 'running', business_seconds: '3600' },
    ]);
  });

  test('a touchpoint that was marked done stops the clock of the first touch, and starts it again once it is withdrawn', async () => {
    await installation.moveClock(at('12:00'));
    const done = { actionId: ids[4] ?? '' };
    expect(await ask('POST', '/touchpoint/done', done)).toMatchObject({ ok: true, data: { clock: null } });
    expect(await tags()).toMatchObject({ status: 'none', dueAt: null });
    expect(await ask('POST', '/touchpoint/withdraw', done)).toMatchObject({
      ok: true,
      data: { clock: { kind: 'first-touch' } },
    });
    expect(await ask('POST', '/touchpoint/withdraw', { actionId: ids[5] ?? '' })).toMatchObject({ ok: false });
  });
});
