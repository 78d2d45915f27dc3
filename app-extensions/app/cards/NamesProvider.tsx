import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { type NamedKind, NameSearch, type Names } from './NameSearch.tsx';

const kinds: readonly NamedKind[] = ['contact', 'deal'];

type Naming = { names: Names; ask: (keys: readonly string[]) => void };

const NamingContext = createContext<Naming>({ names: new Map(), ask: () => {} });

/**
 * Knows the names of the people and deals that are shown below, and of nobody else: a company may have thousands. What shows them is
 * there before the names are.
 */
export function NamesProvider({ children }: { children: ReactNode }) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [names, setNames] = useState<Names>(new Map());
  const ask = useCallback((more: readonly string[]) => setKeys((before) => withMore(before, more)), []);
  const found = useCallback((more: Names) => {
    if (more.size > 0) setNames((before) => new Map([...before, ...more]));
  }, []);
  const naming = useMemo(() => ({ names, ask }), [names, ask]);
  return (
    <NamingContext.Provider value={naming}>
      {children}
      {kinds.map((kind) => (
        <NameSearch key={kind} kind={kind} ids={idsOf(kind, keys)} found={found} />
      ))}
    </NamingContext.Provider>
  );
}

/** The names that are known by now. Those of `keys`, each as `contact/5`, are asked for. */
export function useNames(keys: readonly string[]): Names {
  const { names, ask } = useContext(NamingContext);
  const asked = keys.join(' ');
  useEffect(() => {
    if (asked !== '') ask(asked.split(' '));
  }, [ask, asked]);
  return names;
}

function withMore(before: ReadonlySet<string>, more: readonly string[]): ReadonlySet<string> {
  return more.every((key) => before.has(key)) ? before : new Set([...before, ...more]);
}

function idsOf(kind: NamedKind, keys: ReadonlySet<string>): string[] {
  return [...keys].filter((key) => key.startsWith(`${kind}/`)).map((key) => key.slice(kind.length + 1));
}
