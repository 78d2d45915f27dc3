import type { Texts } from '../journey/texts.ts';
import type { Language } from '../journey/vocabulary.ts';
import { outcomeName, stageName } from '../measures/answer-words.ts';
import type { Durations, MeasuresReport, StageMeasures } from '../measures/measures-report.ts';
import { shareOf } from '../measures/share.ts';
import { countText, fill, lengthText } from '../measures/texts/formats.ts';
import { labels } from '../measures/texts/labels.ts';
import { drawAgreement } from './measures-agreement-table.ts';
import { type BarLine, drawBars } from './measures-bars.ts';
import { type Drawing, indented, longestShown, moreLine, segmentName, splitTitle } from './measures-lists.ts';
import { drawQuestions } from './measures-questions.ts';

/** Draws a report for a person: the model's questions with their answers, then every stage. */
export function drawMeasures(report: MeasuresReport, drawing: Drawing): string {
  return `${[
    ...drawHead(report, drawing),
    ...(report.questions.length === 0 ? [] : drawQuestions(report, drawing)),
    '',
    heading(drawing, labels.stages),
    ...report.whole.stages.flatMap((stage) => ['', ...drawStage(report, stage, drawing)]),
    ...(report.agreement === null ? [] : drawAgreement(report.agreement, drawing)),
  ].join('\n')}\n`;
}

function drawHead(report: MeasuresReport, { model, language, paint }: Drawing): string[] {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const version = fill(labels.version[language], { n: String(report.model.version) });
  const asOf = `${time.format(new Date(report.asOf))} UTC`;
  const count = (label: Texts, of: number) => (of === 0 ? [] : [`${label[language]} ${countText(language, of)}`]);
  const { records, referrals } = report;
  return [
    paint('bold', [model.names[language], version, labels[report.objectType][language], asOf].join(' · ')),
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
    ...(of.nowByEdit === 0 ? [] : [count(labels.nowByEdit, of.nowByEdit)]),
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

function heading({ language, paint }: Drawing, text: Texts): string {
  return paint('bold', text[language].toLocaleUpperCase(language));
}
