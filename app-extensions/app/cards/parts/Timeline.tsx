import { Button, Divider, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { Fragment, useState } from 'react';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fillCount } from '../texts/fill.ts';
import { type TimelineEntry, timelineEntries } from '../timeline-entries.ts';
import { NoiseEntry } from './NoiseEntry.tsx';
import { VisitEntry } from './VisitEntry.tsx';

const entriesAtFirst = 8;

/** All visits that are told, the newest first; what nobody did on purpose is folded. */
export function Timeline({ data }: { data: Journey }) {
  const { texts, locale } = useReader();
  const [showsAll, setShowsAll] = useState(false);
  // An older backend tells all.
  const { visits, earlierVisits = 0 } = data;
  const entries = timelineEntries(visits, earlierVisits);
  const shown = showsAll ? entries : entries.slice(0, entriesAtFirst);
  const hidden = entries.length - shown.length;
  return (
    <Flex direction="column" gap="small" testId="timeline">
      <Heading inline>{texts.history}</Heading>
      {entries.length === 0 ? <Text>{texts.noHistory}</Text> : null}
      {shown.map((entry, index) => (
        <Fragment key={entry.key}>
          {index === 0 ? null : <Divider size="flush" />}
          <Entry entry={entry} data={data} />
        </Fragment>
      ))}
      {hidden > 0 ? (
        <Button variant="transparent" onClick={() => setShowsAll(true)}>
          {fillCount(texts.earlierVisits, hidden, locale)}
        </Button>
      ) : null}
      {earlierVisits > 0 ? (
        <Text variant="microcopy">{fillCount(texts.visitsBefore, earlierVisits, locale)}</Text>
      ) : null}
    </Flex>
  );
}

function Entry({ entry, data }: { entry: TimelineEntry; data: Journey }) {
  return entry.kind === 'noise' ? (
    <NoiseEntry visits={entry.visits} data={data} />
  ) : (
    <VisitEntry visit={entry.visit} data={data} />
  );
}
