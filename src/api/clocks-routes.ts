import express, { type Router } from 'express';
import type { z } from 'zod';
import type { AgreementVersion, ClocksOfRecord } from '../agreement/clock.ts';
import { reviseClocks } from '../agreement/revise-clocks.ts';
import { replayWithClocks } from '../agreement/run-clocks.ts';
import { JourneyStewardError } from '../errors.ts';
import type { Language, ObjectType } from '../journey/vocabulary.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import type { HandoffPlace, WaitingFilter } from '../store/read-handoffs.ts';
import { accountOf } from './account-of.ts';
import { agreedTypes } from './agreement-action-contract.ts';
import { answerQuery } from './answer-query.ts';
import { clocksQuerySchema, deadlineQuerySchema, type HandoffsData, handoffsQuerySchema } from './clocks-contract.ts';
import { clockId, clocksData, deadlineData, handoffsData, type Telling } from './clocks-data.ts';
import { ownTeam } from './own-team.ts';
import { requireIdentity } from './signed-identity.ts';

export type ClocksRoutesOptions = {
  publicUrl: string;
  clientSecrets: readonly string[];
  store: Pick<Store, 'countOfferedHandoffs' | 'readCard' | 'readOfferedHandoffs' | 'readOwners' | 'readSavedClocks'>;
  /** What an account replays under; null when it has not installed the app. */
  modelOf: (accountId: string) => Promise<AccountModel | null>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
};

const mostHandoffs = 200;

/**
 * `GET /api/cards/contact/clocks` (all clocks, handoffs, and whose the time was), `…/clocks/explanation` (why one is due when it is), the
 * same of deals, and `GET /api/pages/handoffs` (what waits for a team). What HubSpot did not sign is refused by its status; everything
 * else is answered with 200 and says in the envelope whether it went well.
 */
export function clocksRoutes(options: ClocksRoutesOptions): Router {
  const { journeyNow } = options;
  const router = express.Router();
  const get = <Schema extends z.ZodType>(path: string, schema: Schema, work: Work<z.output<Schema>>) =>
    router.get(
      path,
      requireIdentity(options),
      answerQuery(schema, async (asked, { accountId }) =>
        work(await accountOf(options.modelOf, accountId), accountId, asked),
      ),
    );
  for (const objectType of agreedTypes) {
    get(`/api/cards/${objectType}/clocks`, clocksQuerySchema, async (account, accountId, asked) => {
      const { run, startedAt } = await runOf(options, account, { accountId, objectType, recordId: asked.objectId });
      const toMs = asked.to === undefined ? journeyNow() : Date.parse(asked.to);
      const fromMs = asked.from === undefined ? Math.min(startedAt, toMs) : Date.parse(asked.from);
      return clocksData(run, { fromMs, toMs }, tellingOf(account, asked.language, journeyNow()));
    });
    get(`/api/cards/${objectType}/clocks/explanation`, deadlineQuerySchema, async (account, accountId, asked) => {
      const { run } = await runOf(options, account, { accountId, objectType, recordId: asked.objectId });
      const clock = run.clocks.find((one) => clockId(one) === asked.clock);
      const telling = tellingOf(account, asked.language, journeyNow());
      const data = clock === undefined ? null : deadlineData(run, clock, telling);
      if (data !== null) return data;
      throw new JourneyStewardError('request-invalid', 'clock: this record has no clock with this id.');
    });
  }
  router.get(
    '/api/pages/handoffs',
    requireIdentity(options),
    answerQuery(handoffsQuerySchema, async (asked, { accountId, userId }) =>
      waitingHandoffs(options, await accountOf(options.modelOf, accountId), { ...asked, accountId, userId }),
    ),
  );
  return router;
}

type AskedHandoffs = z.output<typeof handoffsQuerySchema> & { accountId: string; userId: string };

/** One part of what waits for the team that was asked for, or for that of whoever asks. */
async function waitingHandoffs(
  { store, journeyNow }: ClocksRoutesOptions,
  account: AccountModel,
  { accountId, userId, show, stage, after, language, ...asked }: AskedHandoffs,
): Promise<HandoffsData> {
  const waiting = await store.countOfferedHandoffs({ accountId });
  const agreement = account.agreements?.at(-1)?.agreement ?? null;
  const team = asked.team ?? ownTeam(userId, agreement, await store.readOwners({ accountId }), waiting);
  const filter: WaitingFilter = {
    ...(stage !== undefined && { stage }),
    ...(show === 'offered' && { causes: ['stage', 'again'] }),
    ...(show === 'returned' && { causes: ['return'] }),
    // Due at that instant is still in time.
    ...(show === 'overdue' && { dueBy: journeyNow() - 1 }),
  };
  const place = after === undefined ? {} : { after: placeIn(after) };
  const found = await store.readOfferedHandoffs({ accountId, team, limit: mostHandoffs + 1, ...filter, ...place });
  const offered = found.slice(0, mostHandoffs);
  const last = offered.at(-1);
  // HubSpot signs queries with some characters decoded: none of those is in it.
  const next =
    found.length === offered.length || last === undefined
      ? null
      : [last.handoff.offeredAtMs, last.objectType, last.recordId].join('~');
  return handoffsData(team, waiting, offered, next, tellingOf(account, language, journeyNow()));
}

function placeIn(after: string): HandoffPlace {
  const [offeredAtMs = '', objectType = '', recordId = ''] = after.split('~');
  return { offeredAtMs: Number(offeredAtMs), objectType, recordId };
}

type Work<Asked> = (account: AccountModel, accountId: string, asked: Asked) => Promise<unknown>;

/** The clocks of a record as they stand now, with what was revised, and when its journey began. */
async function runOf(
  { store, journeyNow }: ClocksRoutesOptions,
  { model, modelVersion, portal, agreements = [] }: AccountModel,
  record: { accountId: string; objectType: ObjectType; recordId: string },
): Promise<{ run: ClocksOfRecord; startedAt: number }> {
  const source = await store.readCard(record);
  if (source.ledger.facts.length === 0) {
    const message = `objectId: nothing is known of a ${record.objectType} ${record.recordId}.`;
    throw new JourneyStewardError('record-unknown', message);
  }
  const now = journeyNow();
  const { journey, clocks } = replayWithClocks(agreements, model, portal, source.ledger, now);
  const modelVersions = { [record.accountId]: modelVersion };
  const [saved = []] = await store.readSavedClocks({ records: [source.record], modelVersions, now: Date.now() });
  const run = { ...clocks, clocks: reviseClocks(saved, clocks.clocks) };
  return { run, startedAt: journey.visits[0]?.enteredAt ?? now };
}

function tellingOf({ model, agreements = [] }: AccountModel, language: Language, now: number): Telling {
  return { model, versions: agreements satisfies readonly AgreementVersion[], language, now };
}
