import type { CardData } from '../../../src/api/card-contract.ts';
import type { RecordTags } from './record-tags.ts';

export type CurrentVisit = NonNullable<CardData['current']>;

/** What the card shows. `isOutdated`: the data is of an earlier answer, because the last one did not come. */
export type CardState =
  | { kind: 'loading' }
  | { kind: 'ready'; data: CardData; current: CurrentVisit; isOutdated: boolean }
  | { kind: 'empty'; data: CardData; reason: 'unknown' | 'no-stage'; isOutdated: boolean }
  | { kind: 'deleted'; data: CardData; isOutdated: boolean }
  /** The backend did not answer in time: the tags on the record say what it knew last. */
  | { kind: 'stale'; tags: RecordTags }
  /** No answer, and no tags either. `code` is of the backend's errors; null when it was not reached. */
  | { kind: 'failed'; code: string | null };

export function stateOfData(data: CardData): CardState {
  if (data.state === 'deleted') return { kind: 'deleted', data, isOutdated: false };
  if (data.state === 'unknown') return { kind: 'empty', data, reason: 'unknown', isOutdated: false };
  if (data.current === null) return { kind: 'empty', data, reason: 'no-stage', isOutdated: false };
  return { kind: 'ready', data, current: data.current, isOutdated: false };
}

/** An answer that did not come takes nothing away from what is on the screen. */
export function stateAfter(before: CardState, loaded: CardState): CardState {
  const isAnswer = 'data' in loaded;
  return !isAnswer && 'data' in before ? { ...before, isOutdated: true } : loaded;
}
