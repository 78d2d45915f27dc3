import buyingCycle from './buying-cycle.json' with { type: 'json' };
import clientLifecycle from './client-lifecycle.json' with { type: 'json' };
import leadFunnel from './lead-funnel.json' with { type: 'json' };
import { type Model, parseModel } from './model-schema.ts';

/** The models that come with the product, by name. The first one is what a new account starts with. */
export const presets: ReadonlyMap<string, Model> = new Map(
  [leadFunnel, clientLifecycle, buyingCycle].map((json) => {
    const model = parseModel(json);
    return [model.name, model];
  }),
);

export const defaultModelName = 'lead-funnel';

/** The preset of that name. Throws an error that lists the names there are. */
export function preset(name: string): Model {
  const model = presets.get(name);
  if (model !== undefined) return model;
  throw new Error(`There is no preset "${name}"; the presets are ${[...presets.keys()].join(', ')}.`);
}
