import type { Request, RequestHandler } from 'express';
import { JourneyStewardError } from '../errors.ts';
import type { AccountModel } from '../replay-record.ts';
import { accountOf } from './account-of.ts';
import { settingsRefusal } from './settings-refusal.ts';
import type { SignedIdentity } from './signed-identity.ts';

/** What a route of the settings is told: who asks, and what the account replays under. */
export type SettingsRequest = {
  identity: SignedIdentity;
  current: AccountModel;
  /** Whether somebody still waits for the answer. */
  isAwaited: () => boolean;
};

/** Makes handlers that answer the settings page with the envelope; a refusal names each wrong place of what was given. */
export function answerSettings(modelOf: (accountId: string) => Promise<AccountModel | null>) {
  return (work: (asked: SettingsRequest, request: Request) => Promise<unknown>): RequestHandler =>
    async (request, response) => {
      const identity = response.locals.identity as SignedIdentity;
      try {
        const current = await accountOf(modelOf, identity.accountId);
        const isAwaited = () => !request.socket.destroyed;
        response.json({ ok: true, data: await work({ identity, current, isAwaited }, request) });
      } catch (error) {
        if (!(error instanceof JourneyStewardError)) throw error;
        response.json(settingsRefusal(error));
      }
    };
}
