import { z } from 'zod';
import { modelSchema } from './model-schema.ts';

/** The JSON Schema of a model file, for editors. What no JSON Schema can say is checked by `parseModel` alone. */
export function modelJsonSchema(): unknown {
  return {
    ...z.toJSONSchema(modelSchema, { io: 'input', target: 'draft-2020-12' }),
    title: 'Journey model',
  };
}
