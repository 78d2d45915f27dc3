import { DescriptionList, DescriptionListItem, Flex, Text } from '@hubspot/ui-extensions';
import type { Trouble } from '../card-state.ts';
import { formatTime } from '../dates.ts';
import { stageNameOf } from '../preset-stage-names.ts';
import { useReader } from '../ReaderProvider.tsx';
import type { RecordTags } from '../record-tags.ts';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { ClockStatus } from './ClockStatus.tsx';
import { CompactProblem } from './CompactProblem.tsx';
import { TeamTag } from './TeamTag.tsx';

/** What the record itself says of the journey, while the backend cannot be asked. */
export function CompactTags({ tags, trouble, card }: { tags: RecordTags; trouble: Trouble; card: Card }) {
  const reader = useReader();
  const { texts, language } = reader;
  const asOf =
    tags.asOf === null ? texts.staleSinceUnknownTime : fill(texts.stale, { time: formatTime(tags.asOf, reader) });
  return (
    <Flex direction="column" gap="small">
      <DescriptionList direction="column">
        <DescriptionListItem label={texts.stage}>
          <Text format={{ fontWeight: 'demibold' }}>
            {tags.stage === null ? texts.noStage : stageNameOf(tags.stage, language)}
          </Text>
        </DescriptionListItem>
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
      </DescriptionList>
      <CompactProblem text={trouble === 'busy' ? texts.busyTitle : asOf} card={card} />
    </Flex>
  );
}
