import { Flex, Text } from '@hubspot/ui-extensions';
import type { Card } from '../use-card.ts';
import { RetryButton } from './RetryButton.tsx';

/** What went wrong in one line, with the way on. */
export function CompactProblem({ text, card }: { text: string; card: Card }) {
  return (
    <Flex direction="column" gap="extra-small" align="start">
      <Text variant="microcopy">{text}</Text>
      <RetryButton card={card} />
    </Flex>
  );
}
