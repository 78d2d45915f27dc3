import express, { type Router } from 'express';
import { JourneyStewardError } from '../errors.ts';
import type { Language } from '../journey/vocabulary.ts';
import { previewAgreement } from '../preview-agreement.ts';
import { readSince } from '../read-since.ts';
import type { AccountModel } from '../replay-record.ts';
import type { StoredAgreement } from '../store/agreement-versions.ts';
import type { Store } from '../store/operations.ts';
import {
  type AgreementPreviewBody,
  type AgreementPreviewData,
  type AgreementPublishBody,
  type AgreementPublishData,
  agreementPreviewBodySchema,
  agreementPublishBodySchema,
  agreementQuerySchema,
  holidaysBodySchema,
} from './agreement-settings-contract.ts';
import { answerSettings, type SettingsRequest } from './answer-settings.ts';
import { agreementProblemsIn, givenAgreement, refuseAgreementErrors } from './given-agreement.ts';
import { holidaysForSettings } from './holidays-for-settings.ts';
import { type MayPublishOptions, refuseUnlessMayPublish } from './may-publish.ts';
import {
  neverHad,
  readAgreementPreset,
  readAgreementSettings,
  readAgreementVersion,
} from './read-agreement-settings.ts';
import { keepRawBody, nameBodyErrors, readBody } from './signed-body.ts';
import { requireIdentity } from './signed-identity.ts';

export type AgreementSettingsOptions = MayPublishOptions & {
  publicUrl: string;
  clientSecrets: readonly string[];
  store: Pick<
    Store,
    'countRecords' | 'loadLedgers' | 'publishAgreement' | 'readAgreements' | 'readOwners' | 'readRecordsPage'
  >;
  /** What an account replays under, as the database has it now; null when it has not installed the app. */
  modelOf: (accountId: string) => Promise<AccountModel | null>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
  /** How long a preview may take before it answers with what it has, ms. */
  previewForMs: number;
  /** An agreement was published; what waits for it should not wait longer. */
  onPublished: () => Promise<void>;
};

/**
 * The agreement on the settings page: reading it and its versions, trying a draft on real history, publishing. Signed and answered as
 * the settings of the model are.
 */
export function agreementSettingsRoutes(options: AgreementSettingsOptions): Router {
  const router = express.Router();
  const signed = requireIdentity(options);
  const answer = answerSettings(options.modelOf);
  const preview = previewing(options);
  const path = '/api/settings/agreement';
  router.get(
    path,
    signed,
    answer((asked, { query }) => readAgreementSettings(options, asked, agreementQuerySchema.parse(query).language)),
  );
  router.get(
    `${path}/versions/:version`,
    signed,
    answer((asked, { params }) => readAgreementVersion(options, asked, String(params.version))),
  );
  router.get(
    `${path}/presets/:name`,
    signed,
    answer(async (asked, { params, query }) =>
      readAgreementPreset(options, asked, String(params.name), agreementQuerySchema.parse(query).language),
    ),
  );
  router.post(
    `${path}/holidays`,
    keepRawBody,
    signed,
    answer(async (_asked, { body }) => holidaysForSettings(readBody(holidaysBodySchema, body), options.journeyNow())),
  );
  router.post(
    `${path}/preview`,
    keepRawBody,
    signed,
    answer((asked, { body }) => preview(asked, readBody(agreementPreviewBodySchema, body))),
  );
  router.post(
    `${path}/publish`,
    keepRawBody,
    signed,
    answer((asked, { body }) => publish(options, asked, () => readBody(agreementPublishBodySchema, body))),
  );
  return router.use(nameBodyErrors);
}

/** Few enough that whoever else asks meanwhile, deliveries above all, is not kept waiting. */
const recordsAtOnce = 25;

/** An account has one preview at a time: a new one ends the one before, as does a page that no longer waits. */
function previewing(options: AgreementSettingsOptions) {
  const latest = new Map<string, SettingsRequest>();
  return async (asked: SettingsRequest, body: AgreementPreviewBody): Promise<AgreementPreviewData> => {
    const { accountId } = asked.identity;
    const { current } = asked;
    const now = options.journeyNow();
    const draft = givenAgreement(body.agreement, current.portal, now, body.language);
    const since = body.since === undefined ? null : readSince(body.since, now);
    const until = Date.now() + options.previewForMs;
    latest.set(accountId, asked);
    const preview = await previewAgreement({
      ...{ store: options.store, accountId, current, draft, now, since, recordsAtOnce },
      onProgress: () => {},
      mayGoOn: () => Date.now() < until && latest.get(accountId) === asked && asked.isAwaited(),
    });
    if (latest.get(accountId) === asked) latest.delete(accountId);
    return {
      ...preview,
      version: current.agreements?.at(-1)?.version ?? 0,
      problems: agreementProblemsIn(draft, current.model, body.language),
      now: new Date(now).toISOString(),
      since: since === null ? null : new Date(since).toISOString(),
    };
  };
}

/** Publishes for those who may, over the version that they have seen. May be repeated: the agreement in force is not published again. */
async function publish(
  options: AgreementSettingsOptions,
  { identity, current }: SettingsRequest,
  readGiven: () => AgreementPublishBody,
): Promise<AgreementPublishData> {
  const { accountId, userId } = identity;
  await refuseUnlessMayPublish(options, identity);
  const { agreement: given, appliesTo, expectedVersion, language } = readGiven();
  const now = options.journeyNow();
  const { name, definition } = await toPublish(options, { identity, current }, { given, language }, now);
  const { outcome, agreementVersion } = await options.store.publishAgreement({
    ...{ accountId, name, definition, appliesTo, expectedVersion },
    inForceFrom: now,
    publishedBy: `user:${userId}`,
    now: Date.now(),
    dueAt: now,
  });
  if (outcome === 'overtaken') {
    throw new JourneyStewardError(
      'agreement-changed',
      `Version ${agreementVersion} is in force, not ${expectedVersion}: somebody has published since you read the agreement.`,
    );
  }
  await options.onPublished();
  return { version: agreementVersion, isNew: outcome === 'published' };
}

async function toPublish(
  { store }: AgreementSettingsOptions,
  { identity, current }: Pick<SettingsRequest, 'identity' | 'current'>,
  { given, language }: { given: AgreementPublishBody['agreement']; language: Language },
  now: number,
): Promise<Pick<StoredAgreement, 'name' | 'definition'>> {
  if (typeof given !== 'string' && Object.keys(given).join() === 'version') {
    // What was in force once may be so again, with the very text of then, whatever the check has learnt since.
    const stored = await store.readAgreements({ accountId: identity.accountId });
    const found = stored.find(({ agreementVersion }) => agreementVersion === given.version);
    if (found === undefined) throw neverHad(String(given.version));
    return found;
  }
  const agreement = givenAgreement(given, current.portal, now, language);
  refuseAgreementErrors(agreementProblemsIn(agreement, current.model, language));
  return { name: agreement.id, definition: JSON.stringify(agreement) };
}
