import { z } from 'zod';
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
    /** Answers only after this time. */
    delayMs: z.number().int().nonnegative().optional(),
    /** Cuts the connection instead of answering: before anything is done, or after it was done. */
    cut: z.enum(['before-write', 'after-write']).optional(),
    /** Share of a batch's inputs that fail alone, so that the answer is 207. Batch read and batch update only. */
    failedInputShare: z.number().min(0).max(1).optional(),
  })
  .refine(
    (fault) => [fault.status, fault.delayMs, fault.cut, fault.failedInputShare].some((one) => one !== undefined),
    {
      message: 'a fault needs status, delayMs, cut or failedInputShare',
    },
  );
export const faultsSchema = z.strictObject({ faults: z.array(faultSchema) });

export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;

export type Faults = {
  /** Replaces all faults; an empty list ends them. */
  set(faults: readonly FaultInput[]): void;
  /** The fault that strikes this call, if any. */
  strike(method: string, path: string): Fault | null;
};

export function createFaults(random: SeededRandom): Faults {
  let rules: { fault: Fault; left: number }[] = [];
  return {
    set: (faults) => {
      rules = faults
        .map((fault) => faultSchema.parse(fault))
        .map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
    },
    strike: (method, path) => {
      const rule = rules.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.method ?? method) === method &&
          path.includes(fault.path ?? '') &&
          random.next() < fault.share,
      );
      if (rule === undefined) return null;
      rule.left -= 1;
      return rule.fault;
    },
  };
}
