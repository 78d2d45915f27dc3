import type { Request, Response } from 'express';
import type { PageNews } from '../page-data.ts';

const collectMs = 120;
const keepAliveMs = 20_000;

/** Tells every open page what happened (server-sent events), collected for a moment: a history has thousands of changes. */
export type NewsStream = {
  tell(news: PageNews): void;
  serve(request: Request, response: Response): void;
};

export function createNewsStream(): NewsStream {
  const readers = new Set<Response>();
  let collected: PageNews[] = [];
  const flush = (): void => {
    const text = merged(collected).map((news) => `data: ${JSON.stringify(news)}\n\n`);
    collected = [];
    for (const reader of readers) reader.write(text.join(''));
  };
  return {
    tell: (news) => {
      if (readers.size === 0) return;
      if (collected.length === 0) setTimeout(flush, collectMs).unref();
      collected.push(news);
    },
    serve: (request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(': open\n\n');
      readers.add(response);
      const keepAlive = setInterval(() => response.write(': still here\n\n'), keepAliveMs).unref();
      request.on('close', () => {
        clearInterval(keepAlive);
        readers.delete(response);
      });
    },
  };
}

function merged(news: readonly PageNews[]): PageNews[] {
  const deliveries = new Set(news.flatMap((one) => (one.kind === 'deliveries' ? one.keys : [])));
  const others = news.filter((one) => one.kind === 'records');
  return [
    ...others,
    ...(deliveries.size > 0 ? [{ kind: 'deliveries' as const, keys: [...deliveries] }] : []),
    ...(news.some((one) => one.kind === 'portal') ? [{ kind: 'portal' as const }] : []),
  ];
}
