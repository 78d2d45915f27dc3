import { z } from 'zod';
import { allConditions, type Condition, conditionSchema, duration, word } from '../conditions/condition-schema.ts';
import { languages, objectTypes, ownerTeams, teams } from '../vocabulary.ts';
import { explainProblems, type SchemaProblem, schemaProblems } from './explain-schema-error.ts';
import { modelLimits, sizeProblem } from './model-limits.ts';
import { names } from './names-schema.ts';
import { nearestName } from './nearest-name.ts';
import type { IdKind } from './schema-problem-texts.ts';
import { type SaidProblem, saidIssue } from './tell-schema-problem.ts';
import { touchpointMapSchema } from './touchpoint-map-schema.ts';

/**
 * The schema of a journey model: stages in order, the predicates that enter and hold them, outcomes, laps, points, what to do
 * and what to ask. A model is data; nothing in it is code.
 */

const rule = z.strictObject({
  id: word,
  when: conditionSchema,
  because: names
    .optional()
    .describe('the cause in words; {value} stands for the value of the property that it rests on'),
});
const outcomeRule = z.strictObject({ outcome: word, when: conditionSchema });
const playChoice = z.strictObject({ play: word, when: conditionSchema.optional() });
const play = z.strictObject({
  id: word,
  team: z.enum(teams).describe('the team that it is for'),
  names: names.describe('what to do'),
  reasons: names.describe('why, when it is recommended'),
});
const lead = z.strictObject({ team: z.enum(ownerTeams), when: conditionSchema.optional() });
const signal = z.strictObject({
  id: word,
  names: names.describe('what the buyer did, as one short clause'),
  points: z.number().int(),
  when: conditionSchema.describe('gives the points while it holds'),
  expires: duration.optional().describe('after the latest fact that it holds on, the points are gone at once'),
});

/** Splits an answer: by where records came from, who had them, when they entered (month in UTC), or a property's latest value. */
const split = z
  .string()
  .regex(/^(source|owner|team|month|property:.+)$/)
  .describe('splits the answer: source, owner, team, month (of entry) or property:NAME');
const ofStage = { stage: word, by: split.optional() };

/** How a question of the model is answered from the journeys of an account; `unanswerable` says why it can't be. */
const measure = z
  .discriminatedUnion('measure', [
    z.strictObject({ measure: z.literal('entered'), ...ofStage }),
    z.strictObject({ measure: z.literal('conversion'), from: word, to: word, by: split.optional() }),
    z.strictObject({ measure: z.literal('outcomes'), ...ofStage }),
    z.strictObject({ measure: z.literal('time-in-stage'), ...ofStage }),
    z.strictObject({ measure: z.literal('time-to-return'), ...ofStage }),
    z.strictObject({ measure: z.literal('laps'), by: split.optional() }),
    z.strictObject({ measure: z.literal('regressions'), ...ofStage }),
    z.strictObject({ measure: z.literal('referrals'), ...ofStage }),
    z.strictObject({ measure: z.literal('values'), ...ofStage, property: z.string().min(1) }),
    z.strictObject({ measure: z.literal('amounts'), ...ofStage, property: z.string().min(1) }),
    z.strictObject({ measure: z.literal('touches'), ...ofStage }),
    z
      .strictObject({ measure: z.literal('readiness'), ...ofStage })
      .describe('the signals that counted when visits began: of those who went on, and of the others'),
    z
      .strictObject({ measure: z.literal('won-deals'), by: split.optional() })
      .describe('how many won deals a contact has, and the time between them'),
    z
      .strictObject({ measure: z.literal('unknown-territory') })
      .describe('the stages with too few visits to say anything'),
    z.strictObject({ measure: z.literal('unanswerable'), reasons: names }),
  ])
  .meta({ id: 'measure' });
const question = z.strictObject({
  id: word,
  names: names.describe('the question in words'),
  stage: word.optional().describe('the stage that it is about; the whole journey when left out'),
  object: z
    .enum(objectTypes)
    .optional()
    .describe('the records that it is asked of, where it makes sense for no others'),
  answer: measure,
});
const nurtureTrack = z
  .strictObject({ id: word, names: names.describe('what the programme is called') })
  .describe('the programme that runs while a record is in the stage, and for no longer');
const role = z.strictObject({ id: z.string().min(1).describe('a value of hs_buying_role'), names });

export const stageSchema = z
  .strictObject({
    id: word,
    names,
    lead: z
      .array(lead)
      .min(1)
      .max(modelLimits.rules)
      .describe('the first entry whose condition holds leads; the last one has no condition'),
    contributors: z.array(z.enum(teams)).max(modelLimits.rules).default([]).describe('teams that help without leading'),
    enter: z
      .array(rule)
      .min(1)
      .max(modelLimits.rules)
      .describe('any of these rules enters the stage; the first that holds is the cause'),
    while: conditionSchema
      .optional()
      .describe('keeps a record in the stage when no enter of any stage holds; holds when left out'),
    outcomes: z
      .array(outcomeRule)
      .max(modelLimits.rules)
      .default([])
      .describe('how a visit can end: judged in this order when it is left'),
    marks: z
      .array(outcomeRule)
      .max(modelLimits.rules)
      .default([])
      .describe('outcomes that can be known while the visit goes on'),
    plays: z
      .array(playChoice)
      .max(modelLimits.rules)
      .default([])
      .describe('touchpoints to recommend, the most urgent first; one without a condition always fits'),
    nurtureTrack: nurtureTrack.optional(),
    touchpointMap: touchpointMapSchema
      .optional()
      .describe('how and when firm and buyer meet in the stage, and what the buyer decides there; moves nobody'),
  })
  .meta({ id: 'stage' });

export const modelSchema = z
  .strictObject({
    name: word,
    version: z.number().int().positive(),
    names,
    stages: z.array(stageSchema).min(1).max(modelLimits.stages).describe('from the earliest to the furthest'),
    outcomes: z
      .array(z.strictObject({ id: word, names }))
      .max(modelLimits.outcomes)
      .describe('every outcome that a stage names'),
    plays: z.array(play).max(modelLimits.plays).default([]).describe('the catalogue of touchpoints'),
    newLap: conditionSchema.optional().describe('circular models only: when it comes to hold, a new lap begins'),
    readiness: z
      .strictObject({ signals: z.array(signal).min(1).max(modelLimits.signals) })
      .optional()
      .describe('points that tell how ready a person is to talk to sales'),
    questions: z
      .array(question)
      .max(modelLimits.questions)
      .default([])
      .describe('what the map must answer, and the measure that answers it'),
    buyingGroup: z
      .strictObject({ roles: z.array(role).min(1).max(modelLimits.roles) })
      .optional()
      .describe('the roles that a complete buying group has'),
  })
  .superRefine((model, context) => {
    const refuse = (path: (string | number)[], said: SaidProblem) => context.addIssue(saidIssue(path, said));
    const refuseTwice = (path: (string | number)[], kind: IdKind, entries: readonly { id: string }[]) =>
      entries.forEach(({ id }, index) => {
        const isSecond = entries.findIndex((entry) => entry.id === id) < index;
        if (isSecond) refuse([...path, index, 'id'], { code: 'id-twice', kind, values: { id } });
      });
    const refuseRepeated = (path: (string | number)[], entries: readonly string[]) =>
      entries.forEach((entry, index) => {
        if (entries.indexOf(entry) >= index) return;
        refuse([...path, index], { code: 'entry-twice', values: { id: entry } });
      });
    const known = new Set(model.outcomes.map((outcome) => outcome.id));
    refuseTwice(['stages'], 'stage', model.stages);
    refuseTwice(['outcomes'], 'outcome', model.outcomes);
    refuseTwice(['plays'], 'play', model.plays);
    refuseTwice(['questions'], 'question', model.questions);
    refuseTwice(['readiness', 'signals'], 'signal', model.readiness?.signals ?? []);
    refuseTwice(['buyingGroup', 'roles'], 'role', model.buyingGroup?.roles ?? []);
    const stageIds = new Set(model.stages.map((candidate) => candidate.id));
    model.questions.forEach(({ stage, answer }, index) => {
      const given = answer as Record<string, unknown>;
      const named: [(string | number)[], unknown][] = [
        [['stage'], stage],
        ...['stage', 'from', 'to'].map((key): [string[], unknown] => [['answer', key], given[key]]),
      ];
      for (const [path, id] of named) {
        if (typeof id !== 'string' || stageIds.has(id)) continue;
        refuse(['questions', index, ...path], unlisted('stage', id, stageIds));
      }
      if (answer.measure === 'readiness' && model.readiness === undefined) {
        refuse(['questions', index, 'answer', 'measure'], { code: 'readiness-missing' });
      }
    });
    // What is counted or marked may not rest on itself.
    const refuseWithin = (path: (string | number)[], when: Condition, forbidden: readonly ('mark' | 'readiness')[]) => {
      for (const condition of allConditions(when)) {
        const found = forbidden.find((name) => name in condition);
        if (found !== undefined) refuse(path, { code: 'rests-on-itself', values: { name: found } });
      }
    };
    model.readiness?.signals.forEach(({ when }, index) => {
      refuseWithin(['readiness', 'signals', index, 'when'], when, ['mark', 'readiness']);
    });
    // Stages may share a track: moving between them, nobody leaves it. It is one programme, with one name.
    const tracks = new Map<string, string>();
    model.stages.forEach(({ nurtureTrack: track }, index) => {
      if (track === undefined) return;
      const called = JSON.stringify(languages.map((language) => track.names[language]));
      const before = tracks.get(track.id) ?? called;
      tracks.set(track.id, before);
      if (before === called) return;
      refuse(['stages', index, 'nurtureTrack', 'names'], { code: 'track-renamed', values: { id: track.id } });
    });
    const destinations = new Set([...stageIds, ...known]);
    model.stages.forEach(({ touchpointMap }, index) => {
      const at = ['stages', index, 'touchpointMap'];
      refuseTwice([...at, 'touchpoints'], 'touchpoint', touchpointMap?.touchpoints ?? []);
      refuseTwice([...at, 'decisions'], 'decision', touchpointMap?.decisions ?? []);
      touchpointMap?.touchpoints.forEach(({ kinds }, position) => {
        refuseRepeated([...at, 'touchpoints', position, 'kinds'], kinds);
      });
      touchpointMap?.decisions.forEach(({ leadsTo }, position) => {
        const path = [...at, 'decisions', position, 'leadsTo'];
        refuseRepeated(path, leadsTo);
        leadsTo.forEach((id, place) => {
          if (destinations.has(id)) return;
          const meant = nearestName(id, destinations);
          refuse([...path, place], { code: 'leads-nowhere', values: { id }, meant });
        });
      });
    });
    const plays = new Set(model.plays.map((candidate) => candidate.id));
    model.stages.forEach((candidate, index) => {
      refuseTwice(['stages', index, 'enter'], 'rule', candidate.enter);
      if (candidate.lead.at(-1)?.when !== undefined) {
        refuse(['stages', index, 'lead'], { code: 'lead-open' });
      }
      candidate.plays.forEach((choice, position) => {
        if (plays.has(choice.play)) return;
        const path = ['stages', index, 'plays', position, 'play'];
        refuse(path, unlisted('play', choice.play, plays));
      });
      candidate.marks.forEach(({ when }, position) => {
        refuseWithin(['stages', index, 'marks', position, 'when'], when, ['mark']);
      });
      for (const part of ['outcomes', 'marks'] as const) {
        candidate[part].forEach((entry, position) => {
          if (known.has(entry.outcome)) return;
          const path = ['stages', index, part, position, 'outcome'];
          refuse(path, unlisted('outcome', entry.outcome, known));
        });
      }
    });
  });

function unlisted(kind: IdKind, id: string, listed: ReadonlySet<string>): SaidProblem {
  return { code: 'id-unlisted', kind, values: { id }, meant: nearestName(id, listed) };
}

export type Model = z.infer<typeof modelSchema>;
export type Stage = Model['stages'][number];
export type Rule = Stage['enter'][number];
export type Signal = NonNullable<Model['readiness']>['signals'][number];
export type Question = Model['questions'][number];

/** Reads a model from parsed JSON: the model, or each wrong place. */
export function modelFromJson(json: unknown): { model: Model } | { problems: SchemaProblem[] } {
  const tooLarge = sizeProblem(json);
  if (tooLarge !== null) return { problems: [tooLarge] };
  const { data, error } = modelSchema.safeParse(json);
  return error === undefined ? { model: data } : { problems: schemaProblems(json, error, modelSchema) };
}

/** Reads a model from parsed JSON. Throws an error that names each wrong place. */
export function parseModel(json: unknown): Model {
  const read = modelFromJson(json);
  if ('model' in read) return read.model;
  throw new Error(`This is not a journey model:\n${explainProblems(read.problems)}`);
}
