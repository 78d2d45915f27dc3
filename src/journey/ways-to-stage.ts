import { type Block, needOfStage, type StageExplained } from './explain-stages.ts';
import type { Need } from './need.ts';
import type { PortalMetadata } from './portal-metadata.ts';
import { leafKey, settledWay, type Way } from './settled-way.ts';

/** How many ways are looked at, at most: a model may combine its conditions into any number of them. */
const mostWays = 64;

/**
 * The ways that lead a record to a stage, each whole, in the order of the stage's rules; empty when there is none (any
 * more in this lap). What brings the record further than the stage is no way to it.
 */
export function waysToStage(stages: readonly StageExplained[], index: number, portal: PortalMetadata | null): Way[] {
  const stage = stages[index];
  if (stage === undefined || stage.blockedBy.some(isCorrection)) return [];
  const further = stages.slice(index + 1).flatMap(({ rules }) => rules.flatMap(({ need }) => waysOf(need, portal)));
  const furtherKeys = further.filter((way) => way.length > 0).map((way) => way.map(leafKey));
  return waysOf(needOfStage(stage), portal).filter((way) => {
    const keys = new Set(way.map(leafKey));
    return way.length > 0 && !furtherKeys.some((other) => other.every((key) => keys.has(key)));
  });
}

/** A need as the ways to meet it: any of them will do. One way without conditions means that it is met. */
export function waysOf(need: Need | null, portal: PortalMetadata | null): Way[] {
  const ways = combined(need).map((way) => settledWay(way, portal));
  return withoutDetours(ways.filter((way) => way !== null));
}

function isCorrection(block: Block): boolean {
  return block.kind === 'correction';
}

function combined(need: Need | null): Way[] {
  if (need === null) return [[]];
  if (need.kind === 'never') return [];
  if (need.kind === 'leaf') return [[need]];
  if (need.kind === 'any') return need.needs.flatMap(combined).slice(0, mostWays);
  const start: Way[] = [[]];
  return need.needs
    .map(combined)
    .reduce((before, next) => before.flatMap((way) => next.map((more) => [...way, ...more])).slice(0, mostWays), start);
}

/** Leaves out a way that asks for all that another one asks for, and more. */
function withoutDetours(ways: readonly Way[]): Way[] {
  const keys = ways.map((way) => new Set(way.map(leafKey)));
  return ways.filter((_, index) =>
    keys.every((other, position) => {
      const own = keys[index] ?? new Set<string>();
      if (position === index || ![...other].every((key) => own.has(key))) return true;
      return other.size === own.size && position > index;
    }),
  );
}
