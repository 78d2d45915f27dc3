import { Accordion, Alert, Flex, List, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import type { HolidaysData } from '../../../../src/api/agreement-settings-contract.ts';
import { fillCount } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { holidaysWith, withMoreHolidays } from '../draft/agreement-draft.ts';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import type { TeamFormProps } from './TeamsTab.tsx';

type Read = { added: number; found: number; skipped: HolidaysData['skipped'] };

const mostSkipped = 8;

/** The holidays of an iCalendar file, whose text is pasted: a page in HubSpot can't open a file. */
export function CalendarFileForm({ team, agreed, asking, onDraft, onTrouble }: TeamFormProps) {
  const texts = useAgreementTexts();
  const { reader } = usePlace();
  const given = useRef('');
  const known = useRef(agreed.calendar.holidays);
  known.current = agreed.calendar.holidays;
  const [read, setRead] = useState<Read | null>(null);
  const keep = (text: string) => {
    given.current = text;
  };
  const take = async () => {
    const told = await asking.readHolidays(given.current);
    if (told === null) return;
    if (told.kind !== 'done') return onTrouble(told);
    const { holidays, skipped } = told.data;
    const added = holidaysWith(known.current, holidays).length - known.current.length;
    setRead({ added, found: holidays.length, skipped });
    // The draft may have been edited while the answer was awaited.
    onDraft((now) => withMoreHolidays(now, team, holidays));
  };
  return (
    <Accordion title={texts.calendarFile} size="sm">
      <Flex direction="column" gap="small">
        <TextArea
          label={texts.calendarFile}
          name={`calendar-file-${team}`}
          description={texts.calendarNote}
          rows={6}
          onInput={keep}
          onChange={keep}
        />
        <Flex>
          <LoadingButton
            variant="secondary"
            size="sm"
            loading={asking.running === 'holidays'}
            disabled={asking.running !== null}
            onClick={() => void take()}
          >
            {texts.readHolidays}
          </LoadingButton>
        </Flex>
        {read === null ? null : (
          <Alert
            title={read.found === 0 ? texts.noHolidaysFound : fillCount(texts.holidaysAdded, read.added, reader.locale)}
            variant={read.found === 0 ? 'warning' : 'success'}
          >
            {read.skipped.length === 0 ? null : (
              <Flex direction="column" gap="extra-small">
                <Text variant="microcopy">{`${texts.skipped}: ${read.skipped.length}`}</Text>
                <List variant="unordered">
                  {read.skipped.slice(0, mostSkipped).map(({ name, reason }) => (
                    <Text key={`${name} ${reason}`} variant="microcopy">
                      {`${name} (${texts.skippedReasons[reason]})`}
                    </Text>
                  ))}
                </List>
              </Flex>
            )}
          </Alert>
        )}
      </Flex>
    </Accordion>
  );
}
