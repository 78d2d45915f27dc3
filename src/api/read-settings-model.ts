import { JourneyStewardError } from '../errors.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { presets } from '../journey/models/presets.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { PublishedVersion } from '../store/read-model-versions.ts';
import { type MayPublishOptions, mayPublish } from './may-publish.ts';
import type { ModelVersionData, SettingsModelData } from './settings-contract.ts';
import type { SettingsRequest, SettingsRoutesOptions } from './settings-routes.ts';

const versionsShown = 100;

/** The model in force with its history, for everybody whose request is signed. */
export async function readSettingsModel(
  options: MayPublishOptions & Pick<SettingsRoutesOptions, 'store'>,
  { identity, current }: SettingsRequest,
  language: Language,
): Promise<SettingsModelData> {
  const { accountId } = identity;
  const versions = await options.store.readModelVersions({ accountId, limit: versionsShown });
  return {
    version: current.modelVersion,
    model: current.model,
    versions: versions.map(toVersion),
    presets: [...presets.values()].map(({ name, names }) => ({ name, label: names[language] })),
    mayPublish: await mayPublish(options, identity),
  };
}

/** One version with its definition. */
export async function readModelVersionFor(
  { store }: Pick<SettingsRoutesOptions, 'store'>,
  { identity }: SettingsRequest,
  version: string,
): Promise<ModelVersionData> {
  const found = /^\d{1,9}$/.test(version)
    ? await store.readModelVersion({ accountId: identity.accountId, modelVersion: Number(version) })
    : null;
  if (found === null) throw new JourneyStewardError('not-found', `This account has never had a version ${version}.`);
  return { ...toVersion(found), model: JSON.parse(found.definition) as Model };
}

function toVersion({ modelVersion, name, publishedAt, publishedBy }: PublishedVersion) {
  return { version: modelVersion, name, publishedAt: new Date(publishedAt).toISOString(), publishedBy };
}
