import { Button, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { type ReactNode, useEffect } from 'react';
import { fill } from '../../cards/texts/fill.ts';
import type { CsvCell } from '../csv.ts';
import { usePlace } from '../PlaceProvider.tsx';
import type { Parts } from '../records/use-parts.ts';
import { CopyCsv } from './CopyCsv.tsx';
import { useCopy } from './use-copy.ts';

type CopyWholeCsvProps<Row> = {
  list: Pick<Parts<unknown, Row>, 'backend' | 'rows' | 'hasMore' | 'whole'>;
  header: string[];
  cellsOf: (row: Row) => CsvCell[];
  /** So many records of the table are not named yet. */
  unnamed: number;
  /** So many stay without a name, because HubSpot did not answer. */
  nameless?: number;
  /** So many rows there are, where somebody knows it. */
  total?: number | null;
};

/**
 * Puts a whole table on the clipboard, of which the page has a part: reads the rest first, says how far it is, and keeps what it has
 * when it stops on the way.
 */
export function CopyWholeCsv<Row>(props: CopyWholeCsvProps<Row>) {
  const { list, header, cellsOf, unnamed, nameless = 0, total = null } = props;
  const { reader, texts } = usePlace();
  const { whole } = list;
  const copy = useCopy();
  const isRead = whole.state === 'whole' || whole.state === 'bounded';
  const isReady = isRead && unnamed === 0;
  const copyRows = () => copy(header, whole.rows.map(cellsOf));
  // HubSpot may want a gesture of its own for the clipboard after so long: then the button below stands ready.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when all is there.
  useEffect(() => {
    if (isReady) void copyRows();
  }, [isReady]);
  if (!list.hasMore && whole.state === 'unread') {
    return <CopyCsv header={header} rows={list.rows.map(cellsOf)} />;
  }
  const count = new Intl.NumberFormat(reader.locale).format;
  const rows = whole.rows.length;
  const say = (text: string) => fill(text, { count: count(rows), unnamed: count(unnamed) });
  const copyRead = (
    <Button variant="transparent" size="xs" onClick={copyRows}>
      {texts.copyRows}
    </Button>
  );
  if (whole.state === 'unread') {
    return (
      <Line
        note={
          total === null
            ? fill(texts.shownOfMore, { shown: count(rows) })
            : fill(texts.shownOf, { shown: count(rows), total: count(total) })
        }
      >
        <Button variant="transparent" size="xs" disabled={list.backend.isLoading} onClick={whole.read}>
          {texts.copyCsv}
        </Button>
      </Line>
    );
  }
  if (whole.state === 'stopped') {
    const code = whole.trouble?.kind === 'refused' ? fill(texts.failureCode, { code: whole.trouble.code }) : '';
    return (
      <Line note={[say(texts.csvStopped), code].filter(Boolean).join(' ')}>
        <Button variant="secondary" size="xs" onClick={whole.read}>
          {texts.goOn}
        </Button>
        {copyRead}
      </Line>
    );
  }
  if (isReady) {
    const note = say(whole.state === 'bounded' ? texts.csvBound : texts.csvWhole);
    const missing = nameless === 0 ? '' : fill(texts.csvNameless, { count: count(nameless) });
    return <Line note={[note, missing].filter(Boolean).join(' ')}>{copyRead}</Line>;
  }
  return (
    <Line note={say(isRead ? texts.csvNaming : texts.csvReading)}>
      <LoadingButton variant="secondary" size="xs" loading>
        {texts.copyCsv}
      </LoadingButton>
    </Line>
  );
}

function Line({ note, children }: { note: string; children: ReactNode }) {
  return (
    <Flex gap="small" align="center">
      <Text variant="microcopy">{note}</Text>
      {children}
    </Flex>
  );
}
