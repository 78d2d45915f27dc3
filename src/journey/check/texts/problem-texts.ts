import type { Texts } from '../../texts.ts';
import { conditionProblemTexts } from './condition-problem-texts.ts';
import { listProblemTexts } from './list-problem-texts.ts';
import { placeTexts } from './place-texts.ts';
import { portalProblemTexts } from './portal-problem-texts.ts';
import { propertyProblemTexts } from './property-problem-texts.ts';
import { ruleProblemTexts } from './rule-problem-texts.ts';

/**
 * Every sentence of a check of a model, and the parts that are put into it. Fields, ids and values of the file stand between
 * straight quotes as they are written there, whatever the language; names between those of the language. What is put in stands
 * in its basic form, so that no language has to bend it. English is what the command line prints: there ids stand for names.
 */
export const problemTexts = {
  ...placeTexts,
  ...conditionProblemTexts,
  ...ruleProblemTexts,
  ...listProblemTexts,
  ...portalProblemTexts,
  ...propertyProblemTexts,
} as const satisfies Record<string, Texts>;
export type SentenceName = keyof typeof problemTexts;
