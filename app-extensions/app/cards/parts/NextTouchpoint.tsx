import { Flex, Heading, List, Text, Tile } from '@hubspot/ui-extensions';
import type { Journey, Touchpoint } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import type { Card } from '../use-card.ts';
import { TeamTag } from './TeamTag.tsx';
import { TouchpointDone } from './TouchpointDone.tsx';

type NextTouchpointProps = { touchpoint: Touchpoint | null; data: Journey; card: Card };

/** What to do next, for whom, and why: the one heading that stands out on the card. */
export function NextTouchpoint({ touchpoint, data, card }: NextTouchpointProps) {
  const { texts } = useReader();
  return (
    <Tile testId="next-touchpoint">
      <Flex direction="column" gap="extra-small">
        <Text variant="microcopy">{texts.nextTouchpoint}</Text>
        {touchpoint === null ? <Text>{texts.noTouchpoint}</Text> : <Recommended touchpoint={touchpoint} />}
        {data.lead ? (
          <TouchpointDone
            // What was marked in a former stay says nothing of this one.
            key={`${data.current?.stage.id} ${data.current?.enteredAt}`}
            play={touchpoint?.id ?? null}
            done={data.touchpointDone ?? null}
            card={card}
          />
        ) : null}
      </Flex>
    </Tile>
  );
}

function Recommended({ touchpoint }: { touchpoint: Touchpoint }) {
  return (
    <>
      <Flex justify="between" align="center" gap="small" wrap>
        <Heading>{touchpoint.label}</Heading>
        <TeamTag team={touchpoint.team} />
      </Flex>
      <Reasons reasons={touchpoint.reasons} />
    </>
  );
}

function Reasons({ reasons }: { reasons: string[] }) {
  if (reasons.length === 0) return null;
  return (
    <List>
      {reasons.map((reason) => (
        <Text key={reason}>{reason}</Text>
      ))}
    </List>
  );
}
