import {
  Accordion,
  Button,
  Flex,
  Input,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  Toggle,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { fill, fillCount } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { CopyCsv } from '../../pages/parts/CopyCsv.tsx';
import { type Holiday, holidaysWith, teams, withAgreement, withCalendar } from '../draft/agreement-draft.ts';
import { bySeverity, problemsWithin } from '../draft/problems.ts';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import { CalendarFileForm } from './CalendarFileForm.tsx';
import type { TeamFormProps } from './TeamsTab.tsx';

const perPage = 12;

/** The days on which a team does not work; each can be switched off, so that it is worked. */
export function HolidaysForm(props: TeamFormProps) {
  const { draft, team, agreed, isReadOnly, onDraft } = props;
  const texts = useAgreementTexts();
  const { actions, reader } = usePlace();
  const { holidays } = agreed.calendar;
  const onHolidays = (changed: Holiday[]) => onDraft(withCalendar(draft, team, { holidays: changed }));
  const others = teams.filter((other) => other !== team && draft.agreement.teams[other] !== undefined);
  const share = () => {
    const given = others.map((other) => {
      const theirs = draft.agreement.teams[other];
      if (theirs === undefined) return [other, undefined];
      const shared = holidaysWith(theirs.calendar.holidays, holidays);
      return [other, { ...theirs, calendar: { ...theirs.calendar, holidays: shared } }];
    });
    onDraft(withAgreement(draft, { teams: { ...draft.agreement.teams, ...Object.fromEntries(given) } }));
    actions.addAlert({ type: 'success', message: texts.holidaysShared });
  };
  return (
    <Flex direction="column" gap="small">
      {holidays.length === 0 ? (
        <Text variant="microcopy">{texts.noHolidays}</Text>
      ) : (
        <Accordion title={fillCount(texts.holidayCount, holidays.length, reader.locale)} size="sm" defaultOpen>
          <Flex direction="column" gap="small">
            <Flex justify="end">
              <CopyCsv
                header={[texts.date, texts.holidayName, texts.counts]}
                rows={holidays.map(({ date, name, off }) => [date, name, off === true ? texts.worked : texts.free])}
              />
            </Flex>
            <HolidayTable {...props} onHolidays={onHolidays} />
          </Flex>
        </Accordion>
      )}
      {isReadOnly ? null : (
        <>
          <NewHoliday holidays={holidays} place={`teams.${team}`} onHolidays={onHolidays} />
          {holidays.length === 0 || others.length === 0 ? null : (
            <Flex>
              <Button variant="transparent" size="xs" onClick={share}>
                {texts.shareHolidays}
              </Button>
            </Flex>
          )}
          <CalendarFileForm {...props} />
        </>
      )}
    </Flex>
  );
}

type HolidaysChange = { onHolidays: (holidays: Holiday[]) => void };

function HolidayTable({ team, agreed, problems, isReadOnly, onHolidays }: TeamFormProps & HolidaysChange) {
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const { reader } = usePlace();
  const { holidays } = agreed.calendar;
  const [page, setPage] = useState(1);
  const pageCount = Math.ceil(holidays.length / perPage);
  const current = Math.min(page, pageCount);
  const first = (current - 1) * perPage;
  const shown = holidays.slice(first, first + perPage);
  const setOff = (index: number, isFree: boolean) =>
    onHolidays(
      holidays.map((holiday, at) => {
        if (at !== index) return holiday;
        const { date, name } = holiday;
        return isFree ? { date, name } : { date, name, off: true };
      }),
    );
  const paging =
    pageCount > 1
      ? ({ paginated: true, pageCount, page: current, onPageChange: setPage } as const)
      : ({ paginated: false } as const);
  return (
    <Table bordered density="condensed" testId={`holidays-${team}`} {...paging}>
      <TableHead>
        <TableRow>
          <TableHeader>{texts.date}</TableHeader>
          <TableHeader>{texts.holidayName}</TableHeader>
          <TableHeader>{texts.counts}</TableHeader>
          {isReadOnly ? null : <TableHeader> </TableHeader>}
        </TableRow>
      </TableHead>
      <TableBody>
        {shown.map((holiday, place) => {
          const index = first + place;
          const [worst] = bySeverity(problemsWithin(problems, `teams.${team}.calendar.holidays[${index}]`));
          return (
            <TableRow key={`${holiday.date} ${index}`}>
              <TableCell>
                <Text>{dayText(holiday.date, reader.locale)}</Text>
                {worst === undefined ? null : <Text variant="microcopy">{`⚠ ${worst.message}`}</Text>}
              </TableCell>
              <TableCell>{holiday.name}</TableCell>
              <TableCell>
                <Toggle
                  label={holiday.off === true ? texts.worked : texts.free}
                  name={`holiday-${team}-${holiday.date}`}
                  checked={holiday.off !== true}
                  readOnly={isReadOnly}
                  textChecked={shared.on}
                  textUnchecked={shared.off}
                  onChange={(isFree) => setOff(index, isFree)}
                />
              </TableCell>
              {isReadOnly ? null : (
                <TableCell>
                  <Button
                    variant="transparent"
                    size="xs"
                    onClick={() => onHolidays(holidays.filter((_, at) => at !== index))}
                  >
                    {fill(texts.removeHoliday, { name: holiday.name })}
                  </Button>
                </TableCell>
              )}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

type NewHolidayProps = HolidaysChange & { holidays: readonly Holiday[]; place: string };

/** A holiday by hand. What was entered stays in the fields until it is one. */
function NewHoliday({ holidays, place, onHolidays }: NewHolidayProps) {
  const texts = useAgreementTexts();
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const add = () => {
    const isTaken = holidays.some((holiday) => holiday.date === date.trim());
    const found = isTaken ? texts.dateTaken : isDay(date.trim()) ? null : texts.dateWrong;
    setProblem(found);
    if (found !== null) return;
    onHolidays(holidaysWith(holidays, [{ date: date.trim(), name: name.trim() || date.trim() }]));
    setDate('');
    setName('');
  };
  return (
    <Flex gap="small" align="end" wrap>
      <Input
        label={texts.date}
        name={`${place}.new-holiday.date`}
        description={texts.dateNote}
        value={date}
        onInput={setDate}
        onChange={setDate}
        {...(problem !== null && { error: true, validationMessage: problem })}
      />
      <Input
        label={texts.holidayName}
        name={`${place}.new-holiday.name`}
        value={name}
        onInput={setName}
        onChange={setName}
      />
      <Button variant="secondary" size="sm" onClick={add}>
        {texts.addHoliday}
      </Button>
    </Flex>
  );
}

/** A date that does not exist, such as 30 February, moves on into another month when it is read. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function dayText(date: string, locale: string): string {
  if (!isDay(date)) return date;
  const format = new Intl.DateTimeFormat(locale, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  });
  return format.format(Date.parse(date));
}
