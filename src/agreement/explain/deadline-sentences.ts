import { languageForms } from '../../journey/explain/language-forms.ts';
import { fill } from '../../journey/explain/sentence-words.ts';
import type { Instant } from '../../journey/instant.ts';
import { teamNames } from '../../journey/texts.ts';
import type { Language } from '../../journey/vocabulary.ts';
import { clockNames } from '../clock-names.ts';
import type { Span } from './business-spans.ts';
import { clockStateNames, type DeadlineText, deadlineTexts } from './clock-texts.ts';
import type { DeadlineExplained } from './explain-deadline.ts';
import { businessLength, timeForms } from './time-forms.ts';

/** How many pauses and holidays are named one by one. */
const mostNamed = 3;

/** An explained deadline in sentences, in the order in which one would tell it. Times are those of the calendar's zone. */
export function deadlineSentences(explained: DeadlineExplained, language: Language): string[] {
  const { clock, within, zone, startedAtMs, endMs, countedMs } = explained;
  const at = timeForms(language, zone);
  const length = (ms: number) => businessLength(ms, language);
  const tell = (text: DeadlineText, values: Record<string, string> = {}) => fill(deadlineTexts[text][language], values);
  const target = {
    clock: clockNames[clock.kind][language],
    team: teamNames[clock.team][language],
    length: length(clock.targetSeconds * 1000),
    start: at(startedAtMs),
    zone,
    count: String(within.endOfBusinessDay ?? ''),
  };
  return [
    tell(within.endOfBusinessDay === undefined ? 'target' : 'targetDay', target),
    clock.stoppedAtMs === null
      ? tell('soFar', { length: length(countedMs) })
      : tell('counted', { length: length(countedMs), end: at(endMs) }),
    ...(explained.spans.some(({ kind }) => kind === 'closed') ? [tell('closed')] : []),
    ...holidaySentence(explained, language),
    ...pauseSentences(explained, language, at),
    dueSentence(explained, at, length, tell),
    tell('versions', { policy: String(clock.policyVersion), calendar: String(clock.calendarVersion) }),
    ...(clock.revisedFrom === undefined
      ? []
      : [
          tell('revised', {
            state: clockStateNames[clock.revisedFrom.state][language],
            policy: String(clock.revisedFrom.policyVersion),
          }),
        ]),
  ];
}

function dueSentence(
  { clock }: DeadlineExplained,
  at: (instant: Instant) => string,
  length: (ms: number) => string,
  tell: (text: DeadlineText, values?: Record<string, string>) => string,
): string {
  const { state, dueAtMs, breachedBySeconds, stoppedAtMs } = clock;
  if (state === 'cancelled') return tell('cancelled');
  if (dueAtMs === null) return tell('dueNone');
  const due = at(dueAtMs);
  if (state === 'met') return tell('met', { due });
  if (state !== 'breached') return tell('due', { due });
  if (breachedBySeconds === 0) return tell('lateUncounted', { due });
  return tell(stoppedAtMs === null ? 'late' : 'wasLate', { due, late: length(breachedBySeconds * 1000) });
}

function holidaySentence({ spans, zone }: DeadlineExplained, language: Language): string[] {
  const forms = languageForms(language, zone);
  const holidays = spans.filter(({ kind }) => kind === 'holiday');
  if (holidays.length === 0) return [];
  const named = holidays.slice(0, mostNamed).map(({ name = '', fromMs }) => `${name} (${forms.day(fromMs)})`);
  const left = holidays.length - named.length;
  const more = left === 0 ? [] : [fill(deadlineTexts.moreHolidays[language], { count: forms.number(left) })];
  return [fill(deadlineTexts.holidays[language], { holidays: forms.and([...named, ...more]) })];
}

/** A pause is told once, with all its business time, however many nights lie in it. */
function pauseSentences(
  { spans, endMs, clock, zone }: DeadlineExplained,
  language: Language,
  at: (instant: Instant) => string,
): string[] {
  const forms = languageForms(language, zone);
  const pauses = [
    ...Map.groupBy(
      spans.filter(({ kind }) => kind === 'paused'),
      ({ facts }) => facts,
    ).values(),
  ];
  const lengthOf = (parts: readonly Span[]) => parts.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const told = pauses.slice(0, mostNamed).map((parts) => {
    const [first, last] = [parts[0] as Span, parts.at(-1) as Span];
    const isOpen = clock.state === 'paused' && last.toMs === endMs;
    return fill(deadlineTexts[isOpen ? 'pausedNow' : 'paused'][language], {
      from: at(first.fromMs),
      to: at(last.toMs),
      cause: causeOf(first.facts ?? [], language, forms.quote),
      length: businessLength(lengthOf(parts), language),
    });
  });
  const left = pauses.slice(mostNamed);
  if (left.length === 0) return told;
  const values = { count: forms.number(left.length), length: businessLength(lengthOf(left.flat()), language) };
  return [...told, fill(deadlineTexts.morePauses[language], values)];
}

/** The first property that a pause rests on, in brackets; nothing where it rests on something else, or on time alone. */
function causeOf(facts: readonly string[], language: Language, quote: (text: string) => string): string {
  for (const key of facts) {
    const [, , kind, property = '', value = ''] = key.slice(0, key.lastIndexOf('@')).split('/').map(decodePart);
    if (kind === 'property')
      return fill(deadlineTexts.pauseCause[language], { property: quote(property), value: quote(value) });
  }
  return '';
}

// The parts of a fact's key are escaped where they would make it ambiguous; a % by itself is one of them.
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
