import type { Model } from './draft.ts';
import { isFields } from './is-fields.ts';
import { mapInFile } from './touchpoint-map.ts';

/** Null for what is no model at all; what is wrong within one the preview tells, place by place. */
export function modelIn(text: string): Model | null {
  try {
    const json: unknown = JSON.parse(text);
    const stages = isFields(json) && Array.isArray(json.stages) ? json.stages : [];
    if (stages.length === 0 || !stages.every(isDrawable)) return null;
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

/** The form draws these of every stage. */
function isDrawable(stage: unknown): boolean {
  if (!isFields(stage)) return false;
  const { names, lead, enter, touchpointMap } = stage;
  return isFields(names) && isListOfFields(lead) && isListOfFields(enter) && mapInFile(touchpointMap) !== null;
}

function isListOfFields(list: unknown): boolean {
  return Array.isArray(list) && list.every(isFields);
}
