import { clockNames } from '../agreement/clock-names.ts';
import type { Party } from '../agreement/elapsed/elapsed-time.ts';
import { parties } from '../agreement/elapsed/elapsed-time.ts';
import { clientName, clockStateNames } from '../agreement/explain/clock-texts.ts';
import { hourMs } from '../journey/instant.ts';
import { teamNames } from '../journey/texts.ts';
import { type Language, teams } from '../journey/vocabulary.ts';
import { stageName } from '../measures/answer-words.ts';
import type { AgreementMeasures } from '../measures/measures-report.ts';
import { countText, lengthText } from '../measures/texts/formats.ts';
import { labels } from '../measures/texts/labels.ts';
import { drawBars } from './measures-bars.ts';
import { type Drawing, indented, longestShown, moreLine } from './measures-lists.ts';

/** Draws how the agreement is kept: clocks by team and stage, why handoffs came back, and whose the time was. */
export function drawAgreement(of: AgreementMeasures, drawing: Drawing): string[] {
  const { language, paint } = drawing;
  const title = (text: string) => ['', paint('bold', text)];
  return [
    ...title(labels.agreement[language].toLocaleUpperCase(language)),
    ...drawBars(
      of.compliance.map((group) => ({
        label: [
          teamNames[group.team][language],
          stageName(drawing, group.stage),
          clockNames[group.kind][language],
        ].join(' · '),
        share: group.metOfDecided,
        note: noteOf(group, language),
      })),
      language,
      paint,
    ),
    ...(of.returns.length === 0 ? [] : title(labels.returned[language])),
    ...of.returns.map(({ stage, by, to, reason, count }) =>
      [
        `  ${teamNames[by][language]} → ${teamNames[to][language]}`,
        stageName(drawing, stage),
        `${reason} ${countText(language, count)}`,
      ].join(' · '),
    ),
    ...title(labels.elapsed[language]),
    ...indented(drawElapsed(of, drawing), 2),
  ];
}

function noteOf(group: AgreementMeasures['compliance'][number], language: Language): string {
  const counts = (['breached', 'running', 'paused', 'cancelled'] as const)
    .filter((state) => group[state] > 0)
    .map((state) => `${clockStateNames[state][language]} ${countText(language, group[state])}`);
  const late = group.late.medianMs === null ? [] : [`+${lengthText(language, group.late.medianMs)}`];
  return [...counts, ...late].join(' · ');
}

/** The whole period, what it was while each team had the lead, and the latest months where they were asked for. */
function drawElapsed({ elapsed }: AgreementMeasures, drawing: Drawing): string[] {
  const { language } = drawing;
  const whole = elapsed.find(({ month }) => month === null);
  const months = elapsed.filter(({ month }) => month !== null);
  const shown = longestShown(months, 'month');
  return [
    ...(whole === undefined ? [] : [elapsedLine(whole.whole, language)]),
    ...teams.flatMap((team) => {
      const led = whole?.teams[team];
      if (led === undefined || led.totalMs === 0) return [];
      return [`${labels.ledBy[language]} ${teamNames[team][language]}: ${elapsedLine(led, language)}`];
    }),
    ...shown.map(({ month, whole: of }) => `${month}: ${elapsedLine(of, language)}`),
    ...moreLine(months.length - shown.length, drawing),
  ];
}

function elapsedLine(of: AgreementMeasures['elapsed'][number]['whole'], language: Language): string {
  const name = (party: Party) => (party === 'client' ? clientName : teamNames[party])[language];
  const hours = new Intl.NumberFormat(language, { style: 'unit', unit: 'hour', maximumFractionDigits: 0 });
  const shares = parties
    .filter((party) => of.ms[party] > 0)
    .map(
      (party) =>
        `${name(party)} ${new Intl.NumberFormat(language, { style: 'percent' }).format(of.percent[party] / 100)}`,
    );
  return [...shares, hours.format(of.totalMs / hourMs)].join(' · ');
}
