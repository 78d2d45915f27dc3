import { type CsvCell, csvOf } from '../csv.ts';
import { usePlace } from '../PlaceProvider.tsx';

/** Puts a table on the clipboard as CSV, and says whether that went well. */
export function useCopy(): (header: readonly string[], rows: readonly (readonly CsvCell[])[]) => Promise<void> {
  const { actions, texts } = usePlace();
  return async (header, rows) => {
    try {
      await actions.copyTextToClipboard(csvOf(header, rows));
      actions.addAlert({ type: 'success', message: texts.copied });
    } catch {
      actions.addAlert({ type: 'warning', message: texts.notCopied });
    }
  };
}
