import { z } from 'zod';
import { instantSchema } from '../control/instant-schema.ts';
import type { PortalClock } from '../portal-clock.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** One fault on demand. Several may be set: the first that fits a call and whose share strikes is carried out. */
export const faultSchema = z
  .strictObject({
    method: z.string().toUpperCase().optional(),
    /** Part of the path, for instance `/batch/update`. */
    path: z.string().optional(),
    /** Share of the fitting calls that it strikes. */
    share: z.number().min(0).max(1).default(1),
    /** It strikes so often and is over then. */
    times: z.number().int().positive().optional(),
    /** Answers this status, and does nothing unless the fault says otherwise. */
    status: z.union([z.literal([423, 429, 477, 500, 502, 503, 504])]).optional(),
    /** With a status: what was asked for is done all the same, and the caller can't know. */
    isCarriedOut: z.boolean().optional(),
    /** With a status: what was asked for is done all the same, but only so long after the answer. */
    carriedOutAfterMs: z.number().int().nonnegative().optional(),
    /** Answers only after this time. */
    delayMs: z.number().int().nonnegative().optional(),
    /** Cuts the connection instead of answering: before anything is done, or after it was done. */
    cut: z.enum(['before-write', 'after-write']).optional(),
    /** Share of a batch's inputs that fail alone, so that the answer is 207. Batch read and batch update only. */
    failedInputShare: z.number().min(0).max(1).optional(),
    /** By the portal's clock: from this instant on, and until this one. */
    from: instantSchema.optional(),
    until: instantSchema.optional(),
    /** In real time after it was set: so long nothing happens. */
    afterMs: z.number().int().nonnegative().default(0),
    /** So long it lasts then; without end when left out. */
    forMs: z.number().int().positive().optional(),
    /** It comes back, so long after it began. */
    everyMs: z.number().int().positive().optional(),
  })
  .refine(
    (fault) => [fault.status, fault.delayMs, fault.cut, fault.failedInputShare].some((one) => one !== undefined),
    {
      message: 'a fault needs status, delayMs, cut or failedInputShare',
    },
  )
  .refine(({ forMs, everyMs }) => everyMs === undefined || (forMs !== undefined && forMs < everyMs), {
    message: 'a fault with everyMs needs forMs, which is shorter',
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from < until, {
    message: 'from is before until',
  });
export const faultsSchema = z.strictObject({ faults: z.array(faultSchema) });

export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;

export type Faults = {
  /** Replaces all faults; an empty list ends them. */
  set(faults: readonly FaultInput[]): void;
  /** The fault that strikes this call, if any. */
  strike(method: string, path: string): Fault | null;
  /** Every fault with how often it has struck, and whether it is one that may strike now. */
  report(): { fault: Fault; struck: number; isInForce: boolean }[];
};

export type FaultTimes = { wallClock: () => number; clock: Pick<PortalClock, 'now'> };

export function createFaults(random: SeededRandom, times: FaultTimes): Faults {
  let rules: { fault: Fault; struck: number; setAt: number }[] = [];
  const isInForce = ({ fault, struck, setAt }: (typeof rules)[number]) =>
    struck < (fault.times ?? Number.POSITIVE_INFINITY) && isTime(fault, setAt, times);
  return {
    set: (faults) => {
      const setAt = times.wallClock();
      rules = faults.map((fault) => ({ fault: faultSchema.parse(fault), struck: 0, setAt }));
    },
    strike: (method, path) => {
      const rule = rules.find(
        (one) =>
          isInForce(one) &&
          (one.fault.method ?? method) === method &&
          path.includes(one.fault.path ?? '') &&
          random.next() < one.fault.share,
      );
      if (rule === undefined) return null;
      rule.struck += 1;
      return rule.fault;
    },
    report: () => rules.map((rule) => ({ fault: rule.fault, struck: rule.struck, isInForce: isInForce(rule) })),
  };
}

/** Whether the schedule of a fault lets it strike now. */
function isTime(
  { from, until, afterMs, forMs, everyMs }: Fault,
  setAt: number,
  { wallClock, clock }: FaultTimes,
): boolean {
  const portalNow = clock.now();
  if (portalNow < (from ?? Number.NEGATIVE_INFINITY) || portalNow >= (until ?? Number.POSITIVE_INFINITY)) return false;
  const since = wallClock() - setAt - afterMs;
  if (since < 0) return false;
  return (everyMs === undefined ? since : since % everyMs) < (forMs ?? Number.POSITIVE_INFINITY);
}
