import type { JourneyStage } from '../../../../src/api/journey-page-contract.ts';
import type { CsvCell } from '../csv.ts';
import type { TouchpointTexts } from './touchpoint-texts.ts';

export type TouchpointMap = NonNullable<JourneyStage['touchpointMap']>;
export type Touchpoint = TouchpointMap['touchpoints'][number];
export type Decision = TouchpointMap['decisions'][number] & { number: string };
/** A stage with its map; both lists are empty where the model says nothing. */
export type MappedStage = { stage: JourneyStage; touchpoints: Touchpoint[]; decisions: Decision[] };

/** Every stage with its map. Decisions are numbered through all stages, so that a number names one of them. */
export function mappedStages(stages: readonly JourneyStage[]): MappedStage[] {
  let number = 0;
  return stages.map((stage) => ({
    stage,
    touchpoints: stage.touchpointMap?.touchpoints ?? [],
    decisions: (stage.touchpointMap?.decisions ?? []).map((decision) => {
      number += 1;
      return { ...decision, number: String(number) };
    }),
  }));
}

/** A row for each touchpoint and each decision. */
export function touchpointCsv(
  mapped: readonly MappedStage[],
  stageWord: string,
  texts: TouchpointTexts,
): { header: string[]; rows: CsvCell[][] } {
  const header = [stageWord, texts.lane, texts.what, texts.occasion, texts.leadsTo, texts.tookPlace];
  const rows = mapped.flatMap(({ stage, touchpoints, decisions }) => [
    ...touchpoints.map(({ place, label, occasion, kinds }) => [
      ...[stage.label, texts.lanes[place], label, occasion, ''],
      kinds.map((one) => `${one.label} ${one.visits.count}`).join('; '),
    ]),
    ...decisions.map(({ number, label, leadsTo }) => [
      ...[stage.label, texts.lanes.decisions, `${number}. ${label}`, ''],
      ...[leadsTo.map((target) => target.label).join('; '), ''],
    ]),
  ]);
  return { header, rows };
}

/** The map in sentences, for who can't see the picture. */
export function touchpointSentences(mapped: readonly MappedStage[], { lanes }: TouchpointTexts): string {
  const told = (lane: keyof typeof lanes, entries: string[]) =>
    entries.length === 0 ? '' : ` ${lanes[lane]}: ${entries.join('; ')}.`;
  return mapped
    .map(({ stage, touchpoints, decisions }) => {
      const met = (['online', 'offline'] as const).map((lane) =>
        told(
          lane,
          touchpoints.filter(({ place }) => place === lane).map(({ label, occasion }) => `${label} (${occasion})`),
        ),
      );
      const decided = decisions.map(({ label, leadsTo }) =>
        [label, leadsTo.map((target) => target.label).join(', ')].filter((part) => part !== '').join(' → '),
      );
      return `${stage.label}.${met.join('')}${told('decisions', decided)}`;
    })
    .join(' ');
}
