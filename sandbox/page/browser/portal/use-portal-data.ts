import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageNews } from '../../page-data.ts';
import { askPortal, messageOf } from './ask-portal.ts';
import { listenToNews } from './news.ts';

const gatherMs = 150;

export type PortalData<Answer> = { data: Answer | null; error: string | null; reload: () => void };

/** What the portal answers to a path, read again when news concerns it. What was read stays until the next answer is there. */
export function usePortalData<Answer>(path: string, concerns: (news: PageNews) => boolean): PortalData<Answer> {
  const [state, setState] = useState<{ data: Answer | null; error: string | null }>({ data: null, error: null });
  const latest = useRef(0);
  const isConcerned = useRef(concerns);
  isConcerned.current = concerns;

  const reload = useCallback(() => {
    const call = ++latest.current;
    askPortal<Answer>(path).then(
      (data) => call === latest.current && setState({ data, error: null }),
      (error) => call === latest.current && setState({ data: null, error: messageOf(error) }),
    );
  }, [path]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    reload();
    const stop = listenToNews((news) => {
      if (news.kind !== 'portal' && !isConcerned.current(news)) return;
      timer ??= setTimeout(() => {
        timer = null;
        reload();
      }, gatherMs);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
      latest.current += 1;
    };
  }, [reload]);
  return { ...state, reload };
}
