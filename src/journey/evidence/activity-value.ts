import { type Direction, directions } from '../vocabulary.ts';

/** What the value of an activity fact says: who turned to whom, and the firm's person by owner id; empty where not known. */
export type ActivityValue = { direction: Direction | ''; ownerId: string };

export function activityValue({ direction, ownerId }: ActivityValue): string {
  return ownerId === '' ? direction : `${direction}:${ownerId}`;
}

export function parseActivityValue(value: string): ActivityValue {
  const colon = value.indexOf(':');
  const word = colon < 0 ? value : value.slice(0, colon);
  const ownerId = colon < 0 ? '' : value.slice(colon + 1);
  return { direction: directions.find((direction) => direction === word) ?? '', ownerId };
}
