import { z } from 'zod';
import { word } from '../conditions/condition-schema.ts';
import { activityKinds } from '../vocabulary.ts';
import { modelLimits } from './model-limits.ts';
import { names } from './names-schema.ts';

/** Where firm and buyer meet. */
export const touchpointPlaces = ['online', 'offline'] as const;

const touchpoint = z.strictObject({
  id: word,
  place: z.enum(touchpointPlaces).describe('offline is in person, on paper and by telephone'),
  names: names.describe('how firm and buyer meet'),
  occasions: names.describe('when, or on which occasion, they do'),
  kinds: z
    .array(z.enum(activityKinds))
    .max(modelLimits.rules)
    .default([])
    .describe('activities of these kinds are shown beside it; the map decides nothing by them'),
});

const decision = z.strictObject({
  id: word,
  names: names.describe('what the buyer decides, as a question'),
  leadsTo: z
    .array(word)
    .max(modelLimits.rules)
    .default([])
    .describe('ids of stages, or of outcomes, that the answers lead to; a stage where both have the id'),
});

/** How and when the firm meets the buyer in a stage, and what the buyer decides there. It is told, and moves nobody. */
export const touchpointMapSchema = z
  .strictObject({
    touchpoints: z.array(touchpoint).max(modelLimits.touchpoints).default([]),
    decisions: z.array(decision).max(modelLimits.decisions).default([]),
  })
  .meta({ id: 'touchpointMap' });

export type TouchpointMap = z.infer<typeof touchpointMapSchema>;
export type Touchpoint = TouchpointMap['touchpoints'][number];
export type Decision = TouchpointMap['decisions'][number];
