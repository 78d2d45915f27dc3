import { Flex, ProgressBar, Text } from '@hubspot/ui-extensions';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../PlaceProvider.tsx';

/** How far a count of many records is. */
export function Counting({ counted, total }: { counted: number; total: number }) {
  const { reader, texts } = usePlace();
  const text = (count: number) => new Intl.NumberFormat(reader.locale).format(count);
  return (
    <Flex direction="column" gap="small">
      <Text>{fill(texts.counting, { counted: text(counted), total: text(total) })}</Text>
      <ProgressBar title={texts.countingTitle} value={counted} maxValue={Math.max(1, total)} showPercentage />
    </Flex>
  );
}
