import type { Instant } from '../journey/instant.ts';
import type { Split } from './segment-of.ts';

/** What is measured, and of when. */
export type MeasureOptions = {
  /** The model's stages, from the earliest to the furthest, and the version that visits must be of. */
  stages: readonly string[];
  modelVersion: number;
  asOf: Instant;
  /** Visits that began from `since` until before `until` count. */
  since: Instant | null;
  until: Instant | null;
  /** Fewer observations than this are too few to say. */
  minimum: number;
  splits: readonly Split[];
  /** The properties whose values are counted among the records of a stage. */
  valueProperties: readonly string[];
  /** The properties whose numbers are added up of the records of a stage. */
  amountProperties: readonly string[];
  /** The model's signals, where it is counted which of them stand behind the entries into the stages. */
  signals: readonly { id: string; points: number }[];
  /** Whether the won deals of contacts are counted. */
  withWonDeals: boolean;
};
