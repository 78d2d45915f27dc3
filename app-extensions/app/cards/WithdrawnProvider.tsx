import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

/** What is sent to say once more what was withdrawn, under an id of its own. */
export type Again = Record<string, unknown>;

type Withdrawn = {
  withdrawn: ReadonlyMap<string, Again>;
  /** Null forgets. */
  keep: (about: string, again: Again | null) => void;
};

const WithdrawnContext = createContext<Withdrawn>({ withdrawn: new Map(), keep: () => {} });

/** Keeps the way back from what was withdrawn while the card becomes another one, such as that of a record without a stage. */
export function WithdrawnProvider({ children }: { children: ReactNode }) {
  const [withdrawn, setWithdrawn] = useState<ReadonlyMap<string, Again>>(new Map());
  const keep = useCallback((about: string, again: Again | null) => {
    setWithdrawn((before) => {
      const others = [...before].filter(([key]) => key !== about);
      return new Map(again === null ? others : [...others, [about, again]]);
    });
  }, []);
  const value = useMemo(() => ({ withdrawn, keep }), [withdrawn, keep]);
  return <WithdrawnContext.Provider value={value}>{children}</WithdrawnContext.Provider>;
}

/** The way back from what was withdrawn, null where nothing was, and how to keep or forget it. */
export function useWithdrawn(about: string): { again: Again | null; keep: (again: Again | null) => void } {
  const { withdrawn, keep } = useContext(WithdrawnContext);
  const keepThis = useCallback((again: Again | null) => keep(about, again), [keep, about]);
  return { again: withdrawn.get(about) ?? null, keep: keepThis };
}
