import { createContext, type ReactNode, useContext } from 'react';
import type { Reader } from './reader.ts';

const ReaderContext = createContext<Reader | null>(null);

export function ReaderProvider({ reader, children }: { reader: Reader; children: ReactNode }) {
  return <ReaderContext.Provider value={reader}>{children}</ReaderContext.Provider>;
}

/** The language, zone and texts of the person who looks at the card. */
export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (reader === null) throw new Error('a part of the card stands outside of ReaderProvider');
  return reader;
}
