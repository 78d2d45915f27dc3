import { followedByRules } from '../models/followed-properties.ts';
import type { Model } from '../models/model-schema.ts';
import type { PortalMetadata } from '../portal-metadata.ts';
import { checkModel } from './check-model.ts';
import type { ModelProblem } from './check-problem.ts';

/** Checks a model against a portal's settings as they were last seen, the newest at the end; of its properties nothing is known. */
export function checkAsSeen(model: Model, portal: readonly PortalMetadata[]): ModelProblem[] {
  return checkModel(model, { metadata: portal.at(-1) ?? null, properties: null, followed: followedByRules });
}
