import type { Model } from '../journey/model-schema.ts';
import { type Texts, teamNames } from '../journey/texts.ts';
import type { Language, OwnerTeam } from '../journey/vocabulary.ts';
import { describeAnswer, outcomeName, type Reader, stageName } from '../measures/describe-answer.ts';
import { headlineShare } from '../measures/headline-share.ts';
import type { AnsweredQuestion, Durations, MeasuresReport, StageMeasures } from '../measures/measures-report.ts';
import { observationsOf } from '../measures/observations-of.ts';
import { shareOf } from '../measures/share.ts';
import { countText, fill, lengthText } from '../measures/texts/formats.ts';
import { labels, splitNames } from '../measures/texts/labels.ts';
import { type BarLine, drawBars, type Paint } from './measures-bars.ts';

/** More segments or values than these are left to `--format json`. */
const longestList = 12;

type Drawing = Reader & { paint: Paint; by: string | null };

/** Draws a report for a person: the model's questions with their answers, then every stage. `by`: the split to show. */
export function drawMeasures(report: MeasuresReport, drawing: Drawing): string {
  return `${[
    ...drawHead(report, drawing),
    ...(report.questions.length === 0 ? [] : drawQuestions(report, drawing)),
    '',
    heading(drawing, labels.stages),
    ...report.whole.stages.flatMap((stage) => ['', ...drawStage(report, stage, drawing)]),
  ].join('\n')}\n`;
}

function drawHead(report: MeasuresReport, { model, language, paint }: Drawing): string[] {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const version = fill(labels.version[language], { n: String(report.model.version) });
  const name = (model as Model).names[language];
  const asOf = `${time.format(new Date(report.asOf))} UTC`;
  const count = (label: Texts, of: number) => (of === 0 ? [] : [`${label[language]} ${countText(language, of)}`]);
  const { records, referrals } = report;
  return [
    paint('bold', [name, version, labels[report.objectType][language], asOf].join(' · ')),
    [
      `${labels.records[language]} ${countText(language, records.measured)}`,
      ...count(labels.withoutStage, records.withoutStage),
      ...count(labels.timeReversed, records.timeReversed),
      ...count(labels.outdated, records.outdated),
      ...count(labels.unmatched, referrals.unmatched),
      ...count(labels.elsewhere, referrals.elsewhere),
    ].join(' · '),
  ];
}

function drawQuestions(report: MeasuresReport, drawing: Drawing): string[] {
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

function drawStage(report: MeasuresReport, of: StageMeasures, drawing: Drawing): string[] {
  const { language, paint, minimum } = drawing;
  const settled = of.entered - of.endedByEdit;
  const bar = (label: string, count: number): BarLine => ({ label, share: shareOf(count, settled, minimum), note: '' });
  const lines: BarLine[] = [
    ...of.next.map(({ stage, ofEntered }) => ({
      label: `${labels.ledTo[language]} ${stageName(drawing, stage)}`,
      share: ofEntered,
      note: '',
    })),
    ...(of.endedWithoutStage === 0 ? [] : [bar(labels.noStage[language], of.endedWithoutStage)]),
    bar(labels.stillThere[language], of.open),
    ...(of.fellBack.ofEntered.count === 0
      ? []
      : [{ label: labels.fellBack[language], share: of.fellBack.ofEntered, note: '' }]),
    ...of.outcomes.map(({ outcome, marked, ofEntered }) => ({
      label: `${labels.outcome[language]} ${outcomeName(drawing, outcome)}`,
      share: ofEntered,
      note: marked === 0 ? '' : `${labels.stillThere[language]} ${countText(language, marked)}`,
    })),
  ];
  return [
    `${paint('bold', paint('cyan', stageName(drawing, of.stage)))}  ${countsLine(of, language)}`,
    ...(of.entered === 0 ? [] : indented(drawBars(lines, language, paint), 2)),
    ...drawStageSegments(report, of.stage, drawing).map((line) => `  ${line}`),
  ];
}

/** How each segment of the chosen split went on from a stage: to the stage that most visits led to. */
function drawStageSegments(report: MeasuresReport, stage: string, drawing: Drawing): string[] {
  const { language, by, minimum, paint } = drawing;
  const split = report.splits.find((candidate) => candidate.by === by);
  const onward = report.whole.stages.find((candidate) => candidate.stage === stage)?.next[0]?.stage;
  if (split === undefined || by === null || onward === undefined) return [];
  const lines = split.segments.flatMap(({ segment, measures }) => {
    const of = measures.stages.find((candidate) => candidate.stage === stage);
    if (of === undefined || of.entered === 0) return [];
    const led = of.next.find((candidate) => candidate.stage === onward)?.ofEntered;
    const share = led ?? shareOf(0, of.entered - of.endedByEdit, minimum);
    return [{ label: segmentName(by, segment, language), share, note: timeText(of.time, language) }];
  });
  const title = `${splitTitle(by, language)}: ${labels.ledTo[language]} ${stageName(drawing, onward)}`;
  const shown = longestShown(lines, by);
  return [paint('dim', title), ...drawBars(shown, language, paint), ...moreLine(lines.length - shown.length, drawing)];
}

function countsLine(of: StageMeasures, language: Language): string {
  const count = (label: Texts, value: number) => `${label[language]} ${countText(language, value)}`;
  return [
    count(labels.entered, of.entered),
    count(labels.nowHere, of.nowHere),
    ...(of.endedByEdit === 0 ? [] : [count(labels.byEdit, of.endedByEdit)]),
    ...(of.time.medianMs === null ? [] : [timeText(of.time, language)]),
  ].join(' · ');
}

function timeText(time: Durations, language: Language): string {
  const { medianMs, p75Ms, p90Ms } = time;
  if (medianMs === null || p75Ms === null || p90Ms === null) return '';
  const within = (label: Texts, lengthMs: number) => `${label[language]} ${lengthText(language, lengthMs)}`;
  return [within(labels.halfWithin, medianMs), within(labels.p75Within, p75Ms), within(labels.p90Within, p90Ms)].join(
    ' · ',
  );
}

function limited(bars: readonly BarLine[], drawing: Drawing): string[] {
  const shown = bars.slice(0, longestList);
  return [...drawBars(shown, drawing.language, drawing.paint), ...moreLine(bars.length - shown.length, drawing)];
}

/** As many as a person can look over: the largest segments, or the latest months. */
function longestShown<Entry>(entries: readonly Entry[], by: string): readonly Entry[] {
  return by === 'month' ? entries.slice(-longestList) : entries.slice(0, longestList);
}

function moreLine(left: number, { language, paint }: Drawing): string[] {
  return left <= 0 ? [] : [paint('dim', fill(labels.others[language], { n: countText(language, left) }))];
}

function heading({ language, paint }: Drawing, text: Texts): string {
  return paint('bold', text[language].toLocaleUpperCase(language));
}

function splitTitle(by: string, language: Language): string {
  return splitNames[by]?.[language] ?? by.replace(/^property:/, '');
}

function segmentName(by: string, segment: string, language: Language): string {
  if (segment === '') return labels.unknown[language];
  return by === 'team' ? teamNames[segment as OwnerTeam][language] : segment;
}

function indented(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => `${' '.repeat(columns)}${line}`);
}
