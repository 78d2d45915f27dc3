import type { Log } from '../log.ts';
import { type Loop, startLoop } from './loop.ts';

/** A step of work: does a part of what waits, and says whether there was any. */
export type Step = (signal: AbortSignal) => Promise<boolean>;

/** Every loop of the app, by what it does. Which one wakes which is said where they are wired. */
export type Steps = Readonly<Record<LoopName, Step>>;

export const loopSettings = {
  /** The past of accounts is read; two turns at a time, so that one goes on while the other ends. */
  backfill: { idleMs: 2_000, concurrency: 2 },
  /** HubSpot's journal is read; how often, the step knows. */
  journal: { idleMs: 1_000 },
  /** What deliveries failed to tell is looked for. */
  repair: { idleMs: 5_000 },
  /** Deliveries become facts. */
  unpack: { idleMs: 1_000 },
  /** The histories of records that were merged or restored are read. */
  histories: { idleMs: 1_000 },
  /** Facts become journeys. Time alone makes records due too, so it looks every second. While one step is saved, another replays. */
  refresh: { idleMs: 1_000, concurrency: 2 },
  /** Journeys become tags in HubSpot; several calls travel at once, within the budget. */
  writeTags: { idleMs: 250, concurrency: 6 },
  /** Steps of clocks become tasks in HubSpot. */
  writeTasks: { idleMs: 500 },
  /** People are forgotten. */
  erase: { idleMs: 1_000 },
  /** What is known of accounts that removed the app is removed, once its time is over. */
  purge: { idleMs: 60_000 },
  /** New accounts get their properties. */
  prepare: { idleMs: 5_000 },
} as const;

export type LoopName = keyof typeof loopSettings;

export type Loops = { wake(name: LoopName): void; stop(): Promise<void> };

/** Starts all loops; they stop in the order in which work flows through them. */
export function startLoops(steps: Steps, log: Log): Loops {
  const names = Object.keys(loopSettings) as LoopName[];
  const loops = new Map<LoopName, Loop>(
    names.map((name) => [name, startLoop(name, steps[name], { ...loopSettings[name], log })]),
  );
  return {
    wake: (name) => loops.get(name)?.wake(),
    stop: async () => {
      for (const loop of loops.values()) await loop.stop();
    },
  };
}
