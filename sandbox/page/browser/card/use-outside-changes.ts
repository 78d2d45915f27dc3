import { useEffect, useState } from 'react';
import type { RecordPage } from '../../page-data.ts';
import { listenToNews } from '../portal/news.ts';

const gatherMs = 700;

/** Counts changes that HubSpot would not tell a card of: by apps, workflows and activities, and associations. */
export function useOutsideChanges({ type, id }: Pick<RecordPage, 'type' | 'id'>, isWanted: boolean): number {
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listenToNews((news) => {
      if (news.kind !== 'records' || !news.keys.includes(`${type}/${id}`)) return;
      if (news.byUser && news.names.length > 0) return;
      clearTimeout(timer);
      timer = setTimeout(() => setRound((one) => one + 1), gatherMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [type, id, isWanted]);
  return round;
}
