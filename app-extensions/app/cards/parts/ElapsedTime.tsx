import { Flex, Heading, PanelSection, ProgressBar, Text } from '@hubspot/ui-extensions';
import type { ClocksData } from '../../../../src/api/clocks-contract.ts';
import { formatBusinessTime, formatDate } from '../dates.ts';
import { useReader } from '../ReaderProvider.tsx';

/** To whom the business time of the journey belonged, as bars that add up to the whole. */
export function ElapsedTime({ elapsed }: { elapsed: ClocksData['elapsed'] }) {
  const reader = useReader();
  const { texts, locale } = reader;
  const { from, to, parties } = elapsed;
  const percentOf = (percent: number) => new Intl.NumberFormat(locale, { style: 'percent' }).format(percent / 100);
  return (
    <PanelSection flush>
      <Heading>{texts.whoseTime}</Heading>
      <Text variant="microcopy">{`${formatDate(Date.parse(from), reader)} – ${formatDate(Date.parse(to), reader)}`}</Text>
      <Flex direction="column" gap="small">
        {parties
          .filter(({ seconds }) => seconds > 0)
          .map(({ id, label, seconds, percent }) => (
            <ProgressBar
              key={id}
              title={label}
              value={percent}
              maxValue={100}
              variant={id === 'nobody' ? 'warning' : 'success'}
              valueDescription={`${percentOf(percent)} · ${formatBusinessTime(seconds, locale)}`}
            />
          ))}
      </Flex>
    </PanelSection>
  );
}
