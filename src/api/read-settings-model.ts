import { JourneyStewardError } from '../errors.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { presets } from '../journey/models/presets.ts';
import { metadataAt } from '../journey/portal-metadata.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { Owner } from '../store/owners.ts';
import type { PublishedVersion } from '../store/read-model-versions.ts';
import type { SettingsRequest } from './answer-settings.ts';
import { type MayPublishOptions, mayPublish } from './may-publish.ts';
import type { ModelVersionData, PresetData, SettingsModelData } from './settings-contract.ts';
import type { SettingsRoutesOptions } from './settings-routes.ts';

const versionsShown = 100;

/** The model in force with its history, for everybody whose request is signed. */
export async function readSettingsModel(
  options: MayPublishOptions & Pick<SettingsRoutesOptions, 'store' | 'journeyNow'>,
  { identity, current }: SettingsRequest,
  language: Language,
): Promise<SettingsModelData> {
  const { accountId } = identity;
  const versions = await options.store.readModelVersions({ accountId, limit: versionsShown });
  const owners = await options.store.readOwners({ accountId });
  return {
    version: current.modelVersion,
    model: current.model,
    versions: versions.map((version) => toVersion(version, owners)),
    presets: [...presets.values()].map(({ name, names }) => ({ name, label: names[language] })),
    lifecycleStages: metadataAt(current.portal, options.journeyNow())?.lifecycleStages ?? [],
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
  const owners = await store.readOwners({ accountId: identity.accountId });
  return { ...toVersion(found, owners), model: JSON.parse(found.definition) as Model };
}

/** A preset whole, for whoever begins with it. */
export async function readPreset(name: string, language: Language): Promise<PresetData> {
  const model = presets.get(name);
  if (model === undefined) throw new JourneyStewardError('not-found', `There is no preset "${name}".`);
  return { name, label: model.names[language], model };
}

function toVersion({ modelVersion, name, publishedAt, publishedBy }: PublishedVersion, owners: readonly Owner[]) {
  const [, userId] = /^user:(.+)$/.exec(publishedBy) ?? [];
  const publisher = userId === undefined ? null : (owners.find((owner) => owner.userId === userId)?.name ?? null);
  return { version: modelVersion, name, publishedAt: new Date(publishedAt).toISOString(), publishedBy, publisher };
}
