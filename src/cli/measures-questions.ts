import { stageName } from '../measures/answer-words.ts';
import { describeAnswer } from '../measures/describe-answer.ts';
import { headlineShare } from '../measures/headline-share.ts';
import type { AnsweredQuestion, MeasuresReport } from '../measures/measures-report.ts';
import { observationsOf } from '../measures/observations-of.ts';
import { labels } from '../measures/texts/labels.ts';
import { drawBars } from './measures-bars.ts';
import { type Drawing, indented, limited, longestShown, moreLine, segmentName, splitTitle } from './measures-lists.ts';

/** Draws the model's questions with their answers, stage by stage. */
export function drawQuestions(report: MeasuresReport, drawing: Drawing): string[] {
  const stages = [...drawing.model.stages.map(({ id }) => id), null];
  const groups = stages.map((stage) => ({
    title: stage === null ? labels.wholeJourney[drawing.language] : stageName(drawing, stage),
    questions: report.questions.filter((question) => question.stage === stage),
  }));
  return groups
    .filter(({ questions }) => questions.length > 0)
    .flatMap(({ title, questions }) => [
      '',
      drawing.paint('bold', drawing.paint('cyan', title)),
      ...questions.flatMap((question) => drawQuestion(question, drawing)),
    ]);
}

function drawQuestion(question: AnsweredQuestion, drawing: Drawing): string[] {
  const { paint } = drawing;
  const { sentences, bars } = describeAnswer(question.answer, drawing);
  const isUnanswerable = question.answer.measure === 'unanswerable';
  return [
    `  ${paint('bold', question.question)}`,
    ...sentences.map((sentence) => `    ${isUnanswerable ? paint('dim', sentence) : sentence}`),
    ...indented(limited(bars, drawing), 4),
    ...drawAnswerSegments(question, drawing).map((line) => `    ${line}`),
  ];
}

/** The answer by segment: one bar each where the answer has one share, sentences and bars where it has many. */
function drawAnswerSegments({ by, segments, answer }: AnsweredQuestion, drawing: Drawing): string[] {
  if (by === null || segments.length === 0) return [];
  const { paint } = drawing;
  const title = paint('dim', splitTitle(by, drawing.language));
  // Where all of them together are too few, no part is enough.
  const observed = segments.filter((segment) => observationsOf(segment.answer) > 0);
  if (observationsOf(answer) < drawing.minimum) return [];
  const shown = longestShown(observed, by);
  const bars = shown.flatMap(({ segment, answer: part }) => {
    const share = headlineShare(part);
    return share === null ? [] : [{ label: segmentName(by, segment, drawing.language), share, note: '' }];
  });
  const left = moreLine(observed.length - shown.length, drawing);
  if (bars.length === shown.length) return [title, ...drawBars(bars, drawing.language, paint), ...left];
  const parts = shown.flatMap(({ segment, answer: part }) => {
    const told = describeAnswer(part, drawing);
    const name = segmentName(by, segment, drawing.language);
    return [`${paint('yellow', name)}  ${told.sentences.join(' ')}`, ...indented(limited(told.bars, drawing), 2)];
  });
  return [title, ...parts, ...left];
}
