import type { Journey, JourneyAnswer } from './journey.ts';
import type { RecordTags } from './record-tags.ts';

export type CurrentVisit = NonNullable<Journey['current']>;

/** Why the last answer did not come. `busy`: HubSpot let the request not through. */
export type Trouble = 'unreachable' | 'busy';

/** What the card shows. With a `trouble` the data is of an earlier answer, because the last one did not come. */
export type CardState =
  | { kind: 'loading' }
  | { kind: 'ready'; data: Journey; current: CurrentVisit; trouble: Trouble | null }
  | { kind: 'empty'; data: Journey; reason: 'unknown' | 'no-stage'; trouble: Trouble | null }
  | { kind: 'deleted'; data: Journey; trouble: Trouble | null }
  /** The backend did not answer in time: the tags on the record say what it knew last. */
  | { kind: 'stale'; tags: RecordTags; trouble: Trouble }
  /** No answer, and no tags either. `code` is of the backend's errors; null when it was not reached. */
  | { kind: 'failed'; code: string | null; trouble: Trouble };

export function stateOfData(data: Journey): CardState {
  if (data.state === 'deleted') return { kind: 'deleted', data, trouble: null };
  if (data.state === 'unknown') return { kind: 'empty', data, reason: 'unknown', trouble: null };
  if (data.current === null) return { kind: 'empty', data, reason: 'no-stage', trouble: null };
  return { kind: 'ready', data, current: data.current, trouble: null };
}

/** What to show when no journey came: a refusal, or nothing at all. */
export function stateWithout(
  answer: Extract<JourneyAnswer, { ok: false }> | null,
  tags: RecordTags | null,
  trouble: Trouble,
): CardState {
  if (tags !== null) return { kind: 'stale', tags, trouble };
  return { kind: 'failed', code: answer?.error.code ?? null, trouble };
}

/** An answer that did not come takes nothing away from what is on the screen. */
export function stateAfter(before: CardState, loaded: CardState): CardState {
  if ('data' in loaded || !('data' in before)) return loaded;
  return { ...before, trouble: 'trouble' in loaded ? loaded.trouble : null };
}
