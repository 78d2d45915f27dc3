import { AutoGrid, Button, Flex, Input, Select, Text } from '@hubspot/ui-extensions';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { type Calendar, type Weekday, weekdays, withCalendar } from '../draft/agreement-draft.ts';
import { areHours, hoursIn, hoursText } from '../draft/hours.ts';
import { fieldProblem } from '../draft/problems.ts';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import type { TeamFormProps } from './TeamsTab.tsx';

/** A Monday; what weekdays are called is asked of a week that begins with it. */
const someMonday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;
const workdays: readonly Weekday[] = ['tue', 'wed', 'thu', 'fri'];

/** In which zone a team works, and at which hours of each weekday. */
export function CalendarForm({ draft, team, agreed, problems, isReadOnly, onDraft }: TeamFormProps) {
  const texts = useAgreementTexts();
  const { reader } = usePlace();
  const { zone, week } = agreed.calendar;
  const place = `teams.${team}.calendar`;
  const weekday = new Intl.DateTimeFormat(reader.locale, { weekday: 'long', timeZone: 'UTC' });
  const onWeek = (changed: Partial<Calendar['week']>) =>
    onDraft(withCalendar(draft, team, { week: { ...week, ...changed } }));
  const weekProblem = problems.filter(({ path }) => path === `${place}.week`);
  return (
    <Flex direction="column" gap="small">
      <Flex>
        <Select
          label={texts.zone}
          name={`${place}.zone`}
          value={zone}
          readOnly={isReadOnly}
          options={[...new Set([zone, ...zones()])].map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          onChange={(value) => value !== undefined && onDraft(withCalendar(draft, team, { zone: String(value) }))}
          {...fieldProblem(problems, `${place}.zone`)}
        />
      </Flex>
      <Text variant="microcopy">{texts.hoursNote}</Text>
      {weekProblem.map(({ message }) => (
        <Text key={message} variant="microcopy">{`⚠ ${message}`}</Text>
      ))}
      <AutoGrid columnWidth={200} flexible gap="small">
        {weekdays.map((day, index) => (
          <Input
            key={day}
            label={weekday.format(someMonday + index * dayMs)}
            name={`${place}.week.${day}`}
            value={hoursText(week[day])}
            readOnly={isReadOnly}
            onChange={(text) => text !== hoursText(week[day]) && onWeek({ [day]: hoursIn(text) })}
            {...(areHours(week[day])
              ? fieldProblem(problems, `${place}.week.${day}`)
              : { error: true, validationMessage: texts.hoursWrong })}
          />
        ))}
      </AutoGrid>
      {isReadOnly ? null : (
        <Flex>
          <Button
            variant="transparent"
            size="xs"
            onClick={() => onWeek(Object.fromEntries(workdays.map((day) => [day, week.mon])))}
          >
            {texts.sameHours}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}

/** UTC is a zone, too, and in no list of places. */
function zones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}
