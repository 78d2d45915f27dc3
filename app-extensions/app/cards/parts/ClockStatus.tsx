import { Flex, Text } from '@hubspot/ui-extensions';
import type { ShownClock } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { BusinessTime } from './BusinessTime.tsx';
import { ClockTag } from './ClockTag.tsx';
import { DueTime } from './DueTime.tsx';

/**
 * How the tightest clock stands, by when it is due, and what is left of its business time, in a narrow place. `asOf`: ms; null
 * where what is shown is of an earlier day, from which nobody reckons.
 */
export function ClockStatus({ clock, asOf }: { clock: ShownClock; asOf: number | null }) {
  const { texts } = useReader();
  return (
    <Flex direction="column" gap="flush" testId="clock">
      <ClockTag clock={clock} />
      {clock.status === 'paused' ? <Text variant="microcopy">{texts.clockPaused}</Text> : null}
      <DueTime clock={clock} asOf={asOf} />
      <BusinessTime clock={clock} />
    </Flex>
  );
}
