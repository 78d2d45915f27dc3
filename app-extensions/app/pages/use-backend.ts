import type { ExtensionPointApiContext } from '@hubspot/ui-extensions';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Busy, requestJson } from '../cards/request-json.ts';

/** Why the last request gave nothing: the code is of the backend's errors. */
export type Trouble = { kind: 'busy' } | { kind: 'unanswered' } | { kind: 'refused'; code: string; message: string };

export type Backend<Data> = {
  /** The last answer to this path; null before the first. An answer that did not come takes nothing away from what is on the screen. */
  data: Data | null;
  /** The last answer to whichever path: for what is the same for all of them, such as the choices themselves. */
  last: Data | null;
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
  const [answer, setAnswer] = useState<Answer<Data>>({ path, dataPath: path, data: null, trouble: null });
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
          setAnswer({ path, dataPath: path, data: told.data, trouble: null });
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
  const { data: last, trouble } = answer;
  return {
    // Under another choice the numbers of the one before would be taken for its own.
    data: answer.dataPath === path ? last : null,
    last,
    trouble: answer.path === path ? trouble : null,
    isLoading: isLoading || answer.path !== path,
    reload,
  };
}

/** `path`: what was answered last, or was not. `dataPath`: what the data is the answer to. */
type Answer<Data> = { path: string; dataPath: string; data: Data | null; trouble: Trouble | null };

function withTrouble(path: string, trouble: Trouble) {
  return <Data>({ dataPath, data }: Answer<Data>): Answer<Data> => ({ path, dataPath, data, trouble });
}
