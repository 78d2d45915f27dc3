import type { ReactNode } from 'react';
import { Boundary } from './Boundary.tsx';
import { Misunderstood } from './parts/Misunderstood.tsx';
import { ReaderProvider } from './ReaderProvider.tsx';
import { type CardHost, RecordProvider } from './RecordProvider.tsx';
import { readerOf } from './reader.ts';

/** What every card stands in: the record, the language of the person who looks at it, and what to say when drawing fails. */
export function CardFrame({ context, actions, children }: CardHost & { children: ReactNode }) {
  return (
    <RecordProvider context={context} actions={actions}>
      <ReaderProvider reader={readerOf(context)}>
        <Boundary instead={<Misunderstood />}>{children}</Boundary>
      </ReaderProvider>
    </RecordProvider>
  );
}
