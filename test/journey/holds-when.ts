import type { Condition } from '../../src/journey/conditions/condition-schema.ts';
import { type Model, parseModel } from '../../src/journey/models/model-schema.ts';
import { type ReplayOptions, replayHistory, visitLines } from './journey-text.ts';

const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };

/** When a condition holds over a history: `d3–d9, d12–`. */
export function holdsWhen(condition: Condition, history: string, options: ReplayOptions = {}): string {
  return visitLines(replayHistory(history, { ...options, model: askingModel(condition) }))
    .filter((line) => line.startsWith('yes'))
    .map((line) => /^yes (\S+( \d\d:\S+)?–\S*( \d\d:\S+)?) /.exec(line)?.[1])
    .join(', ');
}

/** A model in which a condition is the only thing that moves a record. */
export function askingModel(condition: Condition): Model {
  const stage = { names, lead: [{ team: 'marketing' }] };
  return parseModel({
    name: 'asked',
    version: 1,
    names,
    stages: [
      { id: 'no', ...stage, enter: [{ id: 'always', when: { not: { deals: 'won', count: 99 } } }] },
      { id: 'yes', ...stage, enter: [{ id: 'asked', when: condition }] },
    ],
    outcomes: [],
  });
}
