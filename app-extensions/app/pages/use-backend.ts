import type { ExtensionPointApiContext } from '@hubspot/ui-extensions';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Busy, requestJson } from '../cards/request-json.ts';

/** Why the last request gave nothing: the code is of the backend's errors. */
export type Trouble = { kind: 'busy' } | { kind: 'unanswered' } | { kind: 'refused'; code: string; message: string };

export type Backend<Data> = {
  /** The last answer; null before the first. An answer that did not come takes nothing away from what is on the screen. */
  data: Data | null;
  trouble: Trouble | null;
  isLoading: boolean;
  reload: () => void;
};

/** HubSpot itself gives up after 15 s. */
export const pageTimeoutMs = 14_000;
/** How long to wait before asking again while the backend counts, and while HubSpot has too many requests. */
export const askAgainMs = 2_000;
export const busyRetries = 5;

/** What the backend answers to a path, asked again when the path changes, and by itself while `isUnfinished` says so. */
export function useBackend<Data>(
  context: Pick<ExtensionPointApiContext<'pages' | 'settings'>, 'variables'>,
  path: string,
  isUnfinished: (data: Data) => boolean = () => false,
): Backend<Data> {
  const [answer, setAnswer] = useState<{ path: string; data: Data | null; trouble: Trouble | null }>({
    ...{ path, data: null, trouble: null },
  });
  const [isLoading, setIsLoading] = useState(true);
  const latest = useRef(0);
  const wantsMore = useRef(isUnfinished);
  wantsMore.current = isUnfinished;
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const ask = useCallback(
    async (attempt: number) => {
      const call = ++latest.current;
      clearTimeout(timer.current);
      setIsLoading(true);
      const again = (next: number) => {
        timer.current = setTimeout(() => void ask(next), askAgainMs);
      };
      try {
        const told = await requestJson<Data>(context, path, { timeoutMs: pageTimeoutMs });
        if (call !== latest.current) return;
        if (told.ok) {
          setAnswer({ path, data: told.data, trouble: null });
          if (wantsMore.current(told.data)) again(0);
        } else {
          setAnswer(withTrouble(path, { kind: 'refused', ...told.error }));
        }
      } catch (error) {
        if (call !== latest.current) return;
        const isBusy = error instanceof Busy;
        setAnswer(withTrouble(path, { kind: isBusy ? 'busy' : 'unanswered' }));
        if (isBusy && attempt < busyRetries) again(attempt + 1);
      }
      setIsLoading(false);
    },
    [context, path],
  );

  useEffect(() => {
    void ask(0);
    return () => {
      latest.current += 1;
      clearTimeout(timer.current);
    };
  }, [ask]);

  const reload = useCallback(() => void ask(0), [ask]);
  return { data: answer.data, trouble: answer.trouble, isLoading: isLoading || answer.path !== path, reload };
}

function withTrouble(path: string, trouble: Trouble) {
  return <Data>(before: { data: Data | null }) => ({ path, data: before.data, trouble });
}
