import { countPoints } from '../conditions/readiness.ts';
import { never } from '../conditions/verdict.ts';
import type { Instant } from '../instant.ts';
import { type Progress, scopeOf } from '../judge-change-point.ts';
import { keysOf } from './explain-stages.ts';

/** A record's points and each signal that gives some: on which facts, and until when (null when they don't expire). */
export type PointsExplained = {
  points: number;
  signals: { id: string; points: number; expiresAt: Instant | null; facts: string[] }[];
};

/** Explains the points of a record as its state has them; null where the model counts none. */
export function explainPoints(progress: Progress): PointsExplained | null {
  if (progress.model.readiness === undefined) return null;
  const { points, counted } = countPoints(progress.evidence, scopeOf(progress));
  return {
    points,
    signals: counted.map(({ signal, facts, expiresAt }) => ({
      id: signal.id,
      points: signal.points,
      expiresAt: expiresAt === never ? null : expiresAt,
      facts: keysOf(facts),
    })),
  };
}
