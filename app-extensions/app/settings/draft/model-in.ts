import type { Model } from './draft.ts';
import { mapInFile } from './touchpoint-map.ts';

/** Null for what is no model at all; what is wrong within one the preview tells, place by place. */
export function modelIn(text: string): Model | null {
  try {
    const json: unknown = JSON.parse(text);
    const isModel = typeof json === 'object' && json !== null && 'stages' in json && Array.isArray(json.stages);
    const stages = isModel ? ((json as { stages: unknown[] }).stages as Partial<Model['stages'][number]>[]) : [];
    // The form below draws these of every stage.
    const isDrawable =
      stages.length > 0 &&
      stages.every(
        (stage) => typeof stage === 'object' && stage !== null && stage.names && stage.lead && stage.enter,
      ) &&
      stages.every((stage) => mapInFile(stage.touchpointMap) !== null);
    if (!isDrawable) return null;
    const { names, plays = [], outcomes = [], questions = [], ...rest } = json as Model;
    const whole = stages.map((stage) => {
      const touchpointMap = mapInFile(stage.touchpointMap);
      const lists = { contributors: [], outcomes: [], marks: [], plays: [], ...stage };
      return touchpointMap ? { ...lists, touchpointMap } : lists;
    });
    return names === undefined ? null : ({ names, plays, outcomes, questions, ...rest, stages: whole } as Model);
  } catch {
    return null;
  }
}
