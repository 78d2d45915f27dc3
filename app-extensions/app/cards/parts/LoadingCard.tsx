import {
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  LoadingSpinner,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';

/** The frame of the card that comes, so that nothing moves when it is there. */
export function LoadingCard() {
  const { texts } = useReader();
  return (
    <Flex direction="column" gap="medium">
      <Tile>
        <Flex direction="column" gap="extra-small">
          <Text variant="microcopy">{texts.nextTouchpoint}</Text>
          <LoadingSpinner label={texts.loading} showLabel layout="centered" />
        </Flex>
      </Tile>
      <DescriptionList direction="row">
        {[texts.stage, texts.since, texts.turn, texts.owner].map((label) => (
          <DescriptionListItem key={label} label={label}>
            <Text>…</Text>
          </DescriptionListItem>
        ))}
      </DescriptionList>
      <Heading inline>{texts.history}</Heading>
    </Flex>
  );
}
