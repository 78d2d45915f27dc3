import { Button, Flex, Text } from '@hubspot/ui-extensions';
import { fill } from '../../cards/texts/fill.ts';
import type { CsvCell } from '../csv.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { useCopy } from './use-copy.ts';

type CopyCsvProps = {
  header: string[];
  rows: CsvCell[][];
  /** Of a table that may be cut: so many rows are in the CSV, of so many; null where nobody knows of how many. */
  shown?: number;
  total?: number | null;
};

/** Puts a table on the clipboard as CSV: a page in HubSpot can't hand out a file. Says beside it when that is not all of the table. */
export function CopyCsv({ header, rows, shown = rows.length, total = shown }: CopyCsvProps) {
  const { reader, texts } = usePlace();
  const format = new Intl.NumberFormat(reader.locale);
  const copy = useCopy();
  const button = (
    <Button variant="transparent" size="xs" onClick={() => copy(header, rows)}>
      {texts.copyCsv}
    </Button>
  );
  if (total !== null && total <= shown) return button;
  const of = { shown: format.format(shown), total: format.format(total ?? 0) };
  return (
    <Flex gap="small" align="center">
      <Text variant="microcopy">{fill(total === null ? texts.shownOfMore : texts.shownOf, of)}</Text>
      {button}
    </Flex>
  );
}
