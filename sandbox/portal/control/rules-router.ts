import { Router } from 'express';
import { z } from 'zod';
import { readBody } from '../api/read-body.ts';
import { notFound } from '../api-error.ts';
import { objectTypes } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import { requiredPropertiesSchema } from '../properties/required-properties.ts';
import { refuseUnfitRule, validationRuleSchema } from '../properties/validation-rules.ts';

const rulesSchema = z.strictObject({
  objectType: z.enum(objectTypes),
  property: z.string().min(1),
  rules: z.array(validationRuleSchema),
});

/** What an admin sets in HubSpot's settings: rules on values, and what has to be filled in. */
export function createRulesRouter(state: PortalState): Router {
  const router = Router();
  router.post('/sandbox/validation-rules', (request, response) => {
    const { objectType, property, rules } = readBody(rulesSchema, request.body);
    const definition = state.properties.get(objectType, property);
    if (definition === null) throw notFound(property);
    for (const rule of rules) refuseUnfitRule(definition, rule);
    state.validationRules.clear(objectType, property);
    for (const rule of rules) state.validationRules.put(objectType, property, rule);
    response.json({ rules: state.validationRules.of(objectType, property) });
  });
  router.post('/sandbox/required-properties', (request, response) => {
    state.requiredProperties = readBody(requiredPropertiesSchema, request.body);
    response.json(state.requiredProperties);
  });
  return router;
}
