import { Alert, DescriptionList, DescriptionListItem, Flex, Text } from '@hubspot/ui-extensions';
import type { Trouble } from '../card-state.ts';
import { formatDate, formatTime } from '../dates.ts';
import { stageNameOf } from '../preset-stage-names.ts';
import { useReader } from '../ReaderProvider.tsx';
import type { Reader } from '../reader.ts';
import type { RecordTags } from '../record-tags.ts';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { ClockStatus } from './ClockStatus.tsx';
import { RetryButton } from './RetryButton.tsx';
import { TeamTag } from './TeamTag.tsx';

/** What the record itself says of the journey, and as of when, while the backend cannot be asked. */
export function StaleCard({ tags, trouble, card }: { tags: RecordTags; trouble: Trouble; card: Card }) {
  const reader = useReader();
  const { texts } = reader;
  return (
    <Flex direction="column" gap="medium">
      <Alert title={trouble === 'busy' ? texts.busyTitle : texts.staleTitle} variant="warning">
        <Flex direction="column" align="start" gap="small">
          {trouble === 'busy' ? <Text>{texts.busy}</Text> : null}
          <Text>{asOfText(tags, reader)}</Text>
          <RetryButton card={card} />
        </Flex>
      </Alert>
      <DescriptionList direction="row">
        <DescriptionListItem label={texts.stage}>
          <Text format={{ fontWeight: 'demibold' }}>
            {tags.stage === null ? texts.noStage : stageNameOf(tags.stage, reader.language)}
          </Text>
        </DescriptionListItem>
        {tags.stageEnteredAt === null ? null : (
          <DescriptionListItem label={texts.since}>
            <Text>{formatDate(tags.stageEnteredAt, reader)}</Text>
          </DescriptionListItem>
        )}
        <DescriptionListItem label={texts.turn}>
          <TeamTag team={{ id: tags.ownerTeam, label: texts.teams[tags.ownerTeam] }} />
        </DescriptionListItem>
        {tags.clock === null ? null : (
          <DescriptionListItem label={texts.clock}>
            <ClockStatus clock={tags.clock} asOf={null} />
          </DescriptionListItem>
        )}
        {tags.nextTouchpoint === null ? null : (
          <DescriptionListItem label={texts.nextTouchpoint}>
            <Text>{tags.nextTouchpoint}</Text>
          </DescriptionListItem>
        )}
        {tags.lap > 1 ? (
          <DescriptionListItem label={texts.lap}>
            <Text>{String(tags.lap)}</Text>
          </DescriptionListItem>
        ) : null}
      </DescriptionList>
    </Flex>
  );
}

function asOfText({ asOf }: RecordTags, reader: Reader): string {
  return asOf === null
    ? reader.texts.staleSinceUnknownTime
    : fill(reader.texts.stale, { time: formatTime(asOf, reader) });
}
