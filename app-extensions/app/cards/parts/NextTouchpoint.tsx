import { Flex, Heading, List, Text, Tile } from '@hubspot/ui-extensions';
import type { Touchpoint } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { TeamTag } from './TeamTag.tsx';

/** What to do next, for whom, and why: the one heading that stands out on the card. */
export function NextTouchpoint({ touchpoint }: { touchpoint: Touchpoint | null }) {
  const { texts } = useReader();
  return (
    <Tile testId="next-touchpoint">
      <Flex direction="column" gap="extra-small">
        <Text variant="microcopy">{texts.nextTouchpoint}</Text>
        {touchpoint === null ? <Text>{texts.noTouchpoint}</Text> : <Recommended touchpoint={touchpoint} />}
      </Flex>
    </Tile>
  );
}

function Recommended({ touchpoint }: { touchpoint: Touchpoint }) {
  return (
    <>
      <Flex justify="between" align="center" gap="small" wrap>
        <Heading>{touchpoint.label}</Heading>
        {touchpoint.team === undefined ? null : <TeamTag team={touchpoint.team} />}
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
