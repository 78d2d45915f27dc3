import type { PageNews } from '../../page-data.ts';

type Listener = (news: PageNews) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;

/** Hears what happens in the portal. After a lost connection everything may have changed, which counts as portal news. */
export function listenToNews(listener: Listener): () => void {
  if (source === null) source = openSource();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function openSource(): EventSource {
  const opened = new EventSource('/sandbox/page/news');
  let wasLost = false;
  opened.onmessage = ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as PageNews);
  opened.onerror = () => {
    wasLost = true;
  };
  opened.onopen = () => {
    if (wasLost) tell({ kind: 'portal' });
    wasLost = false;
  };
  return opened;
}

function tell(news: PageNews): void {
  for (const listener of listeners) listener(news);
}
