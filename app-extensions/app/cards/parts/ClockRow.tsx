import { Flex, Text, Tile } from '@hubspot/ui-extensions';
import type { ShownClock } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { BusinessTime } from './BusinessTime.tsx';
import { ClockTag } from './ClockTag.tsx';
import { DueTime } from './DueTime.tsx';

/** The tightest clock across the whole width: how it stands, by when it is due, and what is left. `asOf` in ms. */
export function ClockRow({ clock, asOf }: { clock: ShownClock; asOf: number }) {
  const { texts } = useReader();
  return (
    <Tile compact testId="clock">
      <Flex direction="column" gap="flush">
        <Text variant="microcopy">{texts.clock}</Text>
        <Flex justify="between" align="center" gap="small" wrap>
          <ClockTag clock={clock} />
          {clock.status === 'paused' ? <Text variant="microcopy">{texts.clockPaused}</Text> : null}
          <DueTime clock={clock} asOf={asOf} />
        </Flex>
        <BusinessTime clock={clock} />
      </Flex>
    </Tile>
  );
}
