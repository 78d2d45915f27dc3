import express, { type Router } from 'express';
import type { z } from 'zod';
import type { AgreementVersion, ClocksOfRecord } from '../agreement/clock.ts';
import { reviseClocks } from '../agreement/revise-clocks.ts';
import { replayWithClocks } from '../agreement/run-clocks.ts';
import { JourneyStewardError } from '../errors.ts';
import type { Language, ObjectType } from '../journey/vocabulary.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import type { WaitingFilter } from '../store/read-handoffs.ts';
import { accountOf } from './account-of.ts';
import { agreedTypes } from './agreement-action-contract.ts';
import { answerQuery } from './answer-query.ts';
import { clocksQuerySchema, deadlineQuerySchema, handoffsQuerySchema } from './clocks-contract.ts';
import { clockId, clocksData, deadlineData, handoffsData, type Telling } from './clocks-data.ts';
import { requireIdentity } from './signed-identity.ts';

export type ClocksRoutesOptions = {
  publicUrl: string;
  clientSecrets: readonly string[];
  store: Pick<Store, 'countOfferedHandoffs' | 'readCard' | 'readOfferedHandoffs' | 'readSavedClocks'>;
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
  const { store, journeyNow } = options;
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
  get('/api/pages/handoffs', handoffsQuerySchema, async (account, accountId, { team, show, stage, language }) => {
    const waiting = await store.countOfferedHandoffs({ accountId });
    const filter: WaitingFilter = {
      ...(stage !== undefined && { stage }),
      ...(show === 'offered' && { causes: ['stage', 'again'] }),
      ...(show === 'returned' && { causes: ['return'] }),
      // Due at that instant is still in time.
      ...(show === 'overdue' && { dueBy: journeyNow() - 1 }),
    };
    const offered = await store.readOfferedHandoffs({ accountId, team, limit: mostHandoffs, ...filter });
    return handoffsData(team, waiting, offered, tellingOf(account, language, journeyNow()));
  });
  return router;
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
