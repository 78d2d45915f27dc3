import type { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import type { PortalMetadata } from '../journey/portal-metadata.ts';
import type { SettingsRequest } from './answer-settings.ts';
import { type GivenModel, givenModel, problemsIn, publishedModel, refuseErrors } from './given-model.ts';
import { type MayPublishOptions, refuseUnlessMayPublish } from './may-publish.ts';
import type { PublishData, publishBodySchema } from './settings-contract.ts';
import type { SettingsRoutesOptions } from './settings-routes.ts';

type PublishBody = z.output<typeof publishBodySchema>;

/**
 * Publishes a model for those who may, over the version that they have seen. May be repeated, as HubSpot repeats a request
 * whose answer was lost: the model in force is not published again.
 */
export async function publishFromSettings(
  options: MayPublishOptions & Pick<SettingsRoutesOptions, 'store' | 'journeyNow' | 'onPublished'>,
  { identity, current }: SettingsRequest,
  readBody: () => PublishBody,
): Promise<PublishData> {
  const { accountId, userId } = identity;
  await refuseUnlessMayPublish(options, identity);
  const { model: given, expectedVersion, language } = readBody();
  const { model, definition } = await modelGiven(options, accountId, { model: given, language }, current.portal);
  const { outcome, modelVersion } = await options.store.publishModel({
    accountId,
    name: model.name,
    definition,
    publishedBy: `user:${userId}`,
    expectedVersion,
    now: Date.now(),
    dueAt: options.journeyNow(),
  });
  if (outcome === 'overtaken') {
    throw new JourneyStewardError(
      'model-changed',
      `Version ${modelVersion} is in force, not ${expectedVersion}: somebody has published since you read the model.`,
    );
  }
  await options.onPublished();
  return { version: modelVersion, isNew: outcome === 'published' };
}

async function modelGiven(
  { store }: Pick<SettingsRoutesOptions, 'store'>,
  accountId: string,
  { model: given, language }: Pick<PublishBody, 'model' | 'language'>,
  portal: readonly PortalMetadata[],
): Promise<GivenModel> {
  // What was in force once may be so again, whatever the check has learnt since.
  if (isVersion(given)) return publishedModel(store, accountId, given.version, language);
  const read = givenModel(given, language);
  refuseErrors(problemsIn(read.model, portal, language));
  return read;
}

/** A whole model has more than a version. */
function isVersion(given: PublishBody['model']): given is { version: number } {
  return typeof given !== 'string' && Object.keys(given).join() === 'version';
}
