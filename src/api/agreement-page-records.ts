import type { Clock, Handoff } from '../agreement/clock.ts';
import { clockStateNames } from '../agreement/explain/clock-texts.ts';
import { JourneyStewardError } from '../errors.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import { isInPeriod } from '../measures/agreement-counts.ts';
import type { Store } from '../store/operations.ts';
import type { AgreementRecordsAsked, AgreementRecordsData } from './agreement-page-contract.ts';
import { namesIn } from './agreement-page-data.ts';
import { reasonIn } from './clocks-data.ts';
import { clockedTypes, clocksOfRecords, type RecordClocks } from './clocks-of-records.ts';
import type { AgreementCountRequest } from './count-agreement.ts';
import { dayOfClock } from './day-of-clock.ts';

const recordsAtOnce = 100;

type Row = AgreementRecordsData['rows'][number];

/**
 * The clocks or returned handoffs behind one number, in the order of their records' ids; a little more than the limit when one
 * record has several. Looks for at most `searchForMs`, because
 * HubSpot does not wait: where few records count, an answer may hold few of them and say where to go on.
 */
export async function agreementPageRecords(
  store: Pick<Store, 'loadLedgers' | 'readRecordsPage'>,
  request: AgreementCountRequest,
  asked: AgreementRecordsAsked,
  searchForMs: number,
): Promise<AgreementRecordsData> {
  const { accountId, current, asOf } = request;
  const types = clockedTypes(current);
  const [startType = types[0], startId = ''] = asked.after === '' ? [] : asked.after.split('~');
  const endsAtMs = Date.now() + searchForMs;
  const rows: Row[] = [];
  let next: string | null = null;
  let place = startType === undefined ? -1 : types.indexOf(startType as ObjectType);
  if (asked.after !== '' && place === -1)
    throw new JourneyStewardError('request-invalid', 'after: there is no such place.');
  for (let after = startId; place >= 0 && next === null; ) {
    const objectType = types[place];
    if (objectType === undefined) break;
    const records = await store.readRecordsPage({ accountId, objectType, after, limit: recordsAtOnce });
    for (const run of await clocksOfRecords(store, current, records, asOf)) {
      rows.push(...rowsOf(run, request, asked));
      if (rows.length < asked.limit) continue;
      next = `${objectType}~${run.record.recordId}`;
      break;
    }
    if (next !== null) break;
    after = records.at(-1)?.recordId ?? after;
    if (records.length < recordsAtOnce) [place, after] = [place + 1, ''];
    if (Date.now() >= endsAtMs && place < types.length) next = `${types[place]}~${after}`;
    await new Promise(setImmediate);
  }
  const name = namesIn(current, asked.language);
  return {
    asOf: new Date(asOf).toISOString(),
    ...{ team: name.team(asked.team), stage: name.stage(asked.stage) },
    clock: asked.clock === undefined ? null : name.clock(asked.clock),
    rows,
    next,
  };
}

function rowsOf({ record, clocks }: RecordClocks, request: AgreementCountRequest, asked: AgreementRecordsAsked): Row[] {
  const { objectType, recordId } = record;
  const period = { since: request.since, until: null };
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const { language } = asked;
  if (asked.number === 'returned') {
    const returned = clocks.handoffs.filter(
      (handoff) => isReturned(handoff, asked) && isInPeriod(period, handoff.returnedAtMs ?? 0),
    );
    return returned.map(({ offeredAtMs, returnedAtMs, returned: given }) => ({
      ...{ objectType, recordId, clock: null, state: 'returned', stateLabel: returnedNames[language] },
      ...{ startedAt: new Date(offeredAtMs).toISOString(), dueAt: null, stoppedAt: iso(returnedAtMs), lateSeconds: 0 },
      because:
        given === null
          ? null
          : { reason: reasonIn(request.current.agreements ?? [], given.reason, language), note: given.note },
    }));
  }
  const name = namesIn(request.current, language);
  const counted = clocks.clocks.filter((clock) => isBehind(clock, asked) && isInPeriod(period, clock.startedAtMs));
  return counted.map((clock) => {
    const daySeconds = dayOfClock(request.current.agreements ?? [], clock);
    return {
      ...{ objectType, recordId, clock: name.clock(clock.kind) },
      ...{ state: clock.state, stateLabel: clockStateNames[clock.state][language] },
      ...{ startedAt: new Date(clock.startedAtMs).toISOString(), dueAt: iso(clock.dueAtMs) },
      ...{ stoppedAt: iso(clock.stoppedAtMs), lateSeconds: clock.breachedBySeconds, because: null },
      ...(daySeconds !== undefined && { daySeconds }),
    };
  });
}

const returnedNames = {
  en: 'returned',
  it: 'restituito',
  de: 'zurückgegeben',
  ko: '반환됨',
  ru: 'возвращено',
} as const;

function isBehind(clock: Clock, { team, stage, clock: kind, number }: AgreementRecordsAsked): boolean {
  if (clock.team !== team || clock.stage !== stage || (kind !== undefined && clock.kind !== kind)) return false;
  return number === 'open-breaches' ? clock.state === 'breached' && clock.stoppedAtMs === null : clock.state === number;
}

function isReturned(handoff: Handoff, { team, stage, reason, to }: AgreementRecordsAsked): boolean {
  if (handoff.state !== 'returned' || handoff.returnedAtMs === null || handoff.returned === null) return false;
  if (handoff.to !== team || handoff.stage !== stage) return false;
  return (reason === undefined || handoff.returned.reason === reason) && (to === undefined || handoff.from === to);
}
