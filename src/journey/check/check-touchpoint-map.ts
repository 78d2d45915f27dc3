import type { Model, Stage } from '../models/model-schema.ts';
import { type ModelProblem, modelProblem } from './check-problem.ts';
import { say, stageName } from './said.ts';

/** Finds gaps of the touchpoint map, and decisions that lead to what their stage can't end with. */
export function checkTouchpointMap(model: Model): ModelProblem[] {
  return [...stagesWithoutTouchpoints(model), ...outcomesOfOthers(model)];
}

/** A model without any map leaves it out; where some stages have one, a gap is probably none that is meant. */
function stagesWithoutTouchpoints({ stages }: Model): ModelProblem[] {
  if (stages.every((stage) => !hasTouchpoints(stage))) return [];
  return stages.flatMap((stage, index) => {
    if (hasTouchpoints(stage) || stage.plays.length === 0) return [];
    const said = say('touchpoints-missing', { stage: stageName(stage.id) });
    return [modelProblem('warning', 'touchpoints-missing', ['stages', index], said)];
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
        const values = { stage: stageName(stage.id), decision: decision.id, outcome: { of: 'outcome', id } } as const;
        const said = say('decision-outcome-elsewhere', values);
        const path = ['stages', index, 'touchpointMap', 'decisions', position, 'leadsTo', place];
        return [modelProblem('warning', 'decision-outcome-elsewhere', path, said)];
      }),
    );
  });
}
