import type { reads, writes } from './operations.ts';

export type OperationName = keyof typeof writes | keyof typeof reads;

/** Operations that name one account and touch rows which name none. */
const touchesNobodys: Partial<Record<OperationName, string>> = {
  eraseRecord: 'an event that could not be read names no account, and may name the person',
  finishPurge: 'an event that could not be read names no account, and may name the account',
  installAccount: 'may have a purge to finish first',
};

type Named = { accountId?: string | undefined };
type NamedWithin = Named & {
  [Place in 'action' | 'erasure' | 'job' | 'record']?: Named;
} & { [Place in 'companies' | 'records']?: readonly Named[] };

/**
 * The one account that an operation is about, by its input: `accountId` itself, that of what it is done to, or the one that all
 * its records share. Null for what goes over several accounts or all of them.
 */
export function accountOf(name: string, input: unknown): string | null {
  if (name in touchesNobodys) return null;
  const { accountId, action, erasure, job, record, companies, records } = (input ?? {}) as NamedWithin;
  const owners = [{ accountId }, action, erasure, job, record, ...(companies ?? []), ...(records ?? [])];
  const named = new Set(owners.map((owner) => owner?.accountId).filter((id) => id !== undefined));
  const [first] = named;
  return named.size === 1 && first !== undefined ? first : null;
}
