import { createContext, type ReactNode, useContext } from 'react';
import type { Journey } from './journey.ts';

const ShownAnswerContext = createContext<Journey | null>(null);

/** Tells what stands below the position which answer the card shows, so that it follows when there is a new one. */
export function ShownAnswer({ answer, children }: { answer: Journey | null; children: ReactNode }) {
  return <ShownAnswerContext.Provider value={answer}>{children}</ShownAnswerContext.Provider>;
}

/** Another object with every answer that came. */
export function useShownAnswer(): Journey | null {
  return useContext(ShownAnswerContext);
}
