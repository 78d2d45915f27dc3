import type { AgreementVersion } from '../agreement/clock.ts';
import type { Database } from './database.ts';
import { replayAll } from './model-versions.ts';

/** An agreement as it was published, with its definition as JSON. The numbers of an account's versions go up from 1. */
export type StoredAgreement = {
  accountId: string;
  agreementVersion: number;
  name: string;
  definition: string;
  appliesTo: AgreementVersion['appliesTo'];
  /** Where the clock of journeys stood when it was published, ms. */
  inForceFrom: number;
  publishedAt: number;
  /** `user:ID` of HubSpot, `cli` or `start`. */
  publishedBy: string;
};

export type PublishAgreementInput = Omit<StoredAgreement, 'agreementVersion' | 'publishedAt'> & {
  /** The version that must be in force for this to be published, 0 for none; null when it does not matter. */
  expectedVersion: number | null;
  now: number;
  /** When the records of the account are due, by the clock of journeys. */
  dueAt: number;
};

/**
 * What came of publishing, with the version in force afterwards. `in-force`: the definition was in force already, and nothing was
 * written. `overtaken`: another version is in force than the one that was expected, and nothing was written.
 */
export type AgreementPublication = { outcome: 'published' | 'in-force' | 'overtaken'; agreementVersion: number };

/**
 * Publishes an agreement as an account's new version; earlier ones stay, because the clocks that they made keep to them. Every
 * record is then due. May be repeated: the definition in force is not published again.
 */
export async function publishAgreement(db: Database, input: PublishAgreementInput): Promise<AgreementPublication> {
  const { accountId } = input;
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  const latest = await db.kysely
    .selectFrom('agreement_version')
    .select(['agreement_version', 'definition', 'in_force_from'])
    .where('account_id', '=', accountId)
    .orderBy('agreement_version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const inForce = latest?.agreement_version ?? 0;
  if (latest?.definition === input.definition) return { outcome: 'in-force', agreementVersion: inForce };
  if (input.expectedVersion !== null && input.expectedVersion !== inForce) {
    return { outcome: 'overtaken', agreementVersion: inForce };
  }
  const agreementVersion = inForce + 1;
  await db.kysely
    .insertInto('agreement_version')
    .values({
      account_id: accountId,
      agreement_version: agreementVersion,
      name: input.name,
      definition: input.definition,
      applies_to: input.appliesTo,
      // The clock of journeys may have been moved back; versions keep their order all the same.
      in_force_from: Math.max(input.inForceFrom, (latest?.in_force_from ?? Number.NEGATIVE_INFINITY) + 1),
      published_at: input.now,
      published_by: input.publishedBy,
    })
    .execute();
  await db.kysely
    .updateTable('account')
    .set({ agreement_version: agreementVersion })
    .where('account_id', '=', accountId)
    .execute();
  await replayAll(db, input);
  return { outcome: 'published', agreementVersion };
}

/** Reads an account's agreements, the oldest first: the last one is in force. */
export async function readAgreements(db: Database, input: { accountId: string }): Promise<StoredAgreement[]> {
  const rows = await db.kysely
    .selectFrom('agreement_version')
    .selectAll()
    .where('account_id', '=', input.accountId)
    .orderBy('agreement_version')
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    agreementVersion: row.agreement_version,
    name: row.name,
    definition: row.definition,
    appliesTo: row.applies_to as StoredAgreement['appliesTo'],
    inForceFrom: row.in_force_from,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
  }));
}
