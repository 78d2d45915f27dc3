import { useState } from 'react';

/** Few enough to be drawn at once, and for HubSpot to name them in one search. */
const atOnce = 100;

/** How many of many rows are shown: some at first, and as many again whenever somebody asks. */
export function useShown(): { shown: number; more: () => void } {
  const [shown, setShown] = useState(atOnce);
  return { shown, more: () => setShown((before) => before + atOnce) };
}
