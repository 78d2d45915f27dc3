import type { AgreementVersion, Clock, ClocksOfRecord, Handoff, ReturnGiven } from '../agreement/clock.ts';
import { clockNames } from '../agreement/clock-names.ts';
import { elapsedTime, type Party, parties } from '../agreement/elapsed/elapsed-time.ts';
import type { Span } from '../agreement/explain/business-spans.ts';
import { clientName } from '../agreement/explain/clock-texts.ts';
import { deadlineSentences } from '../agreement/explain/deadline-sentences.ts';
import { explainDeadline } from '../agreement/explain/explain-deadline.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { teamNames } from '../journey/texts.ts';
import type { Language, OwnerTeam, Team } from '../journey/vocabulary.ts';
import type { OfferedHandoff } from '../store/read-handoffs.ts';
import type { ClocksData, DeadlineData, HandoffsData } from './clocks-contract.ts';

/** In what the clocks of a record are told. */
export type Telling = { model: Model; versions: readonly AgreementVersion[]; language: Language; now: number };

/** All clocks and handoffs of a record, and whose the time of a period was. */
export function clocksData(
  run: ClocksOfRecord,
  period: { fromMs: number; toMs: number },
  telling: Telling,
): ClocksData {
  const { versions, language, now } = telling;
  const elapsed = elapsedTime({ clocks: run, versions, ...period });
  return {
    recordId: run.record.recordId,
    asOf: isoOf(now),
    clocks: run.clocks.map((clock) => presentClock(clock, telling)),
    handoffs: run.handoffs.map((handoff) => ({
      state: handoff.state,
      stage: stageIn(telling, handoff.stage),
      lap: handoff.lap,
      from: teamIn(handoff.from, language),
      to: teamIn(handoff.to, language),
      cause: handoff.cause,
      offeredAt: isoOf(handoff.offeredAtMs),
      answeredAt: isoOrNull(handoff.acceptedAtMs ?? handoff.returnedAtMs),
      acceptedBy: handoff.acceptedBy,
      returned: givenReason(handoff.returned, telling),
    })),
    elapsed: {
      from: isoOf(period.fromMs),
      to: isoOf(period.toMs),
      totalSeconds: secondsOf(elapsed.totalMs),
      parties: parties.map((id) => ({
        id,
        label: partyIn(id, language),
        seconds: secondsOf(elapsed.ms[id]),
        percent: elapsed.percent[id],
      })),
    },
  };
}

/** Why one of a record's clocks shows what it shows; null where its agreement no longer says. */
export function deadlineData(run: ClocksOfRecord, clock: Clock, telling: Telling): DeadlineData | null {
  const { versions, language, now } = telling;
  const explained = explainDeadline(clock, { versions, pauses: run.pauses, now });
  if (explained === null) return null;
  const { earlier } = explained;
  return {
    clock: presentClock(clock, telling),
    within: Object.fromEntries(Object.entries(explained.within).filter(([, value]) => value !== undefined)),
    zone: explained.zone,
    endAt: isoOf(explained.endMs),
    countedSeconds: secondsOf(explained.countedMs),
    pausedSeconds: secondsOf(explained.pausedMs),
    earlier:
      earlier === null
        ? null
        : {
            to: isoOf(earlier.toMs),
            countedSeconds: secondsOf(earlier.countedMs),
            pausedSeconds: secondsOf(earlier.pausedMs),
          },
    spans: explained.spans.map(presentSpan),
    ahead: explained.ahead.map(presentSpan),
    policyPublishedAt: isoOf(explained.policyPublishedAtMs),
    sentences: deadlineSentences(explained, language),
  };
}

/** What waits for a team; `next` where there is more than is told. */
export function handoffsData(
  team: Team,
  waiting: HandoffsData['waiting'],
  offered: readonly OfferedHandoff[],
  next: string | null,
  telling: Telling,
): HandoffsData {
  const { language, now } = telling;
  return {
    team: teamIn(team, language),
    asOf: isoOf(now),
    stages: telling.model.stages.map(({ id }) => stageIn(telling, id)),
    ...{ waiting, next },
    handoffs: offered.map(({ objectType, recordId, handoff, dueAt }) => ({
      objectType,
      recordId,
      stage: stageIn(telling, handoff.stage),
      from: teamIn(handoff.from, language),
      cause: handoff.cause,
      offeredAt: isoOf(handoff.offeredAtMs),
      dueAt: isoOrNull(dueAt),
      because: givenReason(handoff.because, telling),
    })),
  };
}

/** HubSpot signs queries with some characters decoded, a slash among them: none of those is in an id. */
export function clockId({ key }: Pick<Clock, 'key'>): string {
  return key.replaceAll('/', '~');
}

function presentClock(clock: Clock, telling: Telling): ClocksData['clocks'][number] {
  const { revisedFrom } = clock;
  return {
    id: clockId(clock),
    kind: clock.kind,
    label: clockNames[clock.kind][telling.language],
    stage: stageIn(telling, clock.stage),
    team: teamIn(clock.team, telling.language),
    lap: clock.lap,
    state: clock.state,
    startedAt: isoOf(clock.startedAtMs),
    stoppedAt: isoOrNull(clock.stoppedAtMs),
    dueAt: isoOrNull(clock.dueAtMs),
    targetSeconds: clock.targetSeconds,
    businessSeconds: clock.businessSeconds,
    pausedSeconds: clock.pausedSeconds,
    breachedBySeconds: clock.breachedBySeconds,
    policyVersion: clock.policyVersion,
    calendarVersion: clock.calendarVersion,
    revisedFrom:
      revisedFrom === undefined
        ? null
        : {
            state: revisedFrom.state,
            stoppedAt: isoOrNull(revisedFrom.stoppedAtMs),
            dueAt: isoOrNull(revisedFrom.dueAtMs),
            businessSeconds: revisedFrom.businessSeconds,
            policyVersion: revisedFrom.policyVersion,
            calendarVersion: revisedFrom.calendarVersion,
          },
  };
}

function presentSpan({ kind, fromMs, toMs, name, facts }: Span): DeadlineData['spans'][number] {
  return { kind, from: isoOf(fromMs), to: isoOf(toMs), name: name ?? null, facts: facts ?? [] };
}

/** A reason keeps the name that it had last, also after it was taken out of the agreement. */
export function reasonIn(versions: readonly AgreementVersion[], id: string, language: Language) {
  const reasons = versions.toReversed().flatMap(({ agreement }) => agreement.returnReasons);
  return { id, label: reasons.find((reason) => reason.id === id)?.name[language] ?? id };
}

function givenReason(given: ReturnGiven | null, { versions, language }: Telling) {
  if (given === null) return null;
  return { reason: reasonIn(versions, given.reason, language), note: given.note, by: given.by };
}

function stageIn({ model, language }: Telling, id: Handoff['stage']) {
  return { id, label: model.stages.find((stage) => stage.id === id)?.names[language] ?? id };
}

function teamIn(id: OwnerTeam, language: Language) {
  return { id, label: teamNames[id][language] };
}

export function partyIn(id: Party, language: Language): string {
  return id === 'client' ? clientName[language] : teamNames[id][language];
}

function secondsOf(ms: number): number {
  return Math.floor(ms / 1000);
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : isoOf(at);
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
