import { Button } from '@hubspot/ui-extensions';
import { type CsvCell, csvOf } from '../csv.ts';
import { usePlace } from '../PlaceProvider.tsx';

type CopyCsvProps = { header: string[]; rows: CsvCell[][] };

/** Puts a table on the clipboard as CSV: a page in HubSpot can't hand out a file. */
export function CopyCsv({ header, rows }: CopyCsvProps) {
  const { actions, texts } = usePlace();
  const copy = async () => {
    try {
      await actions.copyTextToClipboard(csvOf(header, rows));
      actions.addAlert({ type: 'success', message: texts.copied });
    } catch {
      actions.addAlert({ type: 'warning', message: texts.notCopied });
    }
  };
  return (
    <Button variant="transparent" size="xs" onClick={copy}>
      {texts.copyCsv}
    </Button>
  );
}
