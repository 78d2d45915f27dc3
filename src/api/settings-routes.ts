import express, { type Router } from 'express';
import type { AccountModel } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import { answerSettings } from './answer-settings.ts';
import type { MayPublishOptions } from './may-publish.ts';
import { previewForSettings } from './preview-for-settings.ts';
import { publishFromSettings } from './publish-from-settings.ts';
import { readModelVersionFor, readPreset, readSettingsModel } from './read-settings-model.ts';
import { previewBodySchema, publishBodySchema, settingsQuerySchema } from './settings-contract.ts';
import { keepRawBody, nameBodyErrors, readBody } from './signed-body.ts';
import { requireIdentity } from './signed-identity.ts';

export type SettingsRoutesOptions = MayPublishOptions & {
  publicUrl: string;
  clientSecrets: readonly string[];
  store: Pick<
    Store,
    | 'countRecords'
    | 'loadLedgers'
    | 'publishModel'
    | 'readMemberRecords'
    | 'readModelVersion'
    | 'readModelVersions'
    | 'readOwners'
    | 'readRecordsPage'
  >;
  /** What an account replays under, as the database has it now; null when it has not installed the app. */
  modelOf: (accountId: string) => Promise<AccountModel | null>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
  /** How long a preview may take before it answers with what it has, ms. */
  previewForMs: number;
  /** A model was published; what waits for it should not wait longer. */
  onPublished: () => Promise<void>;
};

/**
 * The model on the settings page: reading it and its history, trying a draft, publishing. What HubSpot did not sign is refused
 * by its status; everything else is answered with 200 and says in the envelope whether it went well.
 */
export function settingsRoutes(options: SettingsRoutesOptions): Router {
  const router = express.Router();
  const signed = requireIdentity(options);
  const answer = answerSettings(options.modelOf);
  const preview = previewForSettings(options);
  router.get(
    '/api/settings/model',
    signed,
    answer((asked, { query }) => readSettingsModel(options, asked, settingsQuerySchema.parse(query).language)),
  );
  router.get(
    '/api/settings/model/versions/:version',
    signed,
    answer((asked, { params }) => readModelVersionFor(options, asked, String(params.version))),
  );
  router.get(
    '/api/settings/model/presets/:name',
    signed,
    answer((_asked, { params, query }) => readPreset(String(params.name), settingsQuerySchema.parse(query).language)),
  );
  router.post(
    '/api/settings/model/preview',
    keepRawBody,
    signed,
    answer((asked, { body }) => preview(asked, readBody(previewBodySchema, body))),
  );
  router.post(
    '/api/settings/model/publish',
    keepRawBody,
    signed,
    answer((asked, { body }) => publishFromSettings(options, asked, () => readBody(publishBodySchema, body))),
  );
  return router.use(nameBodyErrors);
}
