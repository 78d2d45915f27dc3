import type { Model, Stage } from '../models/model-schema.ts';
import { type ModelProblem, modelProblem } from './check-problem.ts';

/** Finds gaps of the touchpoint map, and decisions that lead to what their stage can't end with. */
export function checkTouchpointMap(model: Model): ModelProblem[] {
  return [...stagesWithoutTouchpoints(model), ...outcomesOfOthers(model)];
}

/** A model without any map leaves it out; where some stages have one, a gap is probably none that is meant. */
function stagesWithoutTouchpoints({ stages }: Model): ModelProblem[] {
  if (stages.every((stage) => !hasTouchpoints(stage))) return [];
  return stages.flatMap((stage, index) => {
    if (hasTouchpoints(stage) || stage.plays.length === 0) return [];
    const text =
      `Stage "${stage.id}" recommends what to do, and the touchpoint map does not say how firm and buyer meet there, ` +
      'as it does of other stages. Add its touchpoints.';
    return [modelProblem('warning', 'touchpoints-missing', ['stages', index], text)];
  });
}

function hasTouchpoints({ touchpointMap }: Stage): boolean {
  return touchpointMap !== undefined && touchpointMap.touchpoints.length > 0;
}

function outcomesOfOthers({ stages }: Model): ModelProblem[] {
  const stageIds = new Set(stages.map(({ id }) => id));
  return stages.flatMap((stage, index) => {
    const own = new Set([...stage.outcomes, ...stage.marks].map(({ outcome }) => outcome));
    return (stage.touchpointMap?.decisions ?? []).flatMap((decision, position) =>
      decision.leadsTo.flatMap((id, place) => {
        if (stageIds.has(id) || own.has(id)) return [];
        const text =
          `Stage "${stage.id}": the decision "${decision.id}" leads to the outcome "${id}", which no visit of the stage can have. ` +
          'Name it in "outcomes" or "marks" of the stage, or take it out here.';
        const path = ['stages', index, 'touchpointMap', 'decisions', position, 'leadsTo', place];
        return [modelProblem('warning', 'decision-outcome-elsewhere', path, text)];
      }),
    );
  });
}
