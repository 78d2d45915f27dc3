import { presetAgreement, presetAgreements } from '../agreement/preset-agreements.ts';
import { JourneyStewardError } from '../errors.ts';
import { metadataAt } from '../journey/portal-metadata.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { StoredAgreement } from '../store/agreement-versions.ts';
import type { Owner } from '../store/owners.ts';
import type {
  AgreementPresetData,
  AgreementVersionData,
  SettingsAgreementData,
} from './agreement-settings-contract.ts';
import type { AgreementSettingsOptions } from './agreement-settings-routes.ts';
import type { SettingsRequest } from './answer-settings.ts';
import { agreementProblemsIn } from './given-agreement.ts';
import { mayPublish } from './may-publish.ts';

/** The agreement in force with its history and what its form chooses from, for everybody whose request is signed. */
export async function readAgreementSettings(
  options: AgreementSettingsOptions,
  { identity, current }: SettingsRequest,
  language: Language,
): Promise<SettingsAgreementData> {
  const stored = await options.store.readAgreements({ accountId: identity.accountId });
  const owners = await options.store.readOwners({ accountId: identity.accountId });
  const agreement = current.agreements?.at(-1)?.agreement ?? null;
  const metadata = metadataAt(current.portal, options.journeyNow());
  return {
    version: stored.at(-1)?.agreementVersion ?? 0,
    agreement,
    problems: agreement === null ? [] : agreementProblemsIn(agreement, current.model, language),
    versions: stored.map((version) => presentVersion(version, owners)).reverse(),
    presets: [...presetAgreements].map(([name, { names }]) => ({ name, label: names[language] })),
    stages: current.model.stages.map(({ id, names, lead }) => ({ id, names, leads: lead.map(({ team }) => team) })),
    owners: presentOwners(owners),
    lifecycleStages: metadata?.lifecycleStages ?? [],
    timeZone: metadata?.timeZone ?? 'UTC',
    mayPublish: await mayPublish(options, identity),
  };
}

/** One version with its definition. */
export async function readAgreementVersion(
  { store }: Pick<AgreementSettingsOptions, 'store'>,
  { identity, current }: SettingsRequest,
  text: string,
): Promise<AgreementVersionData> {
  const version = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  const stored = await store.readAgreements({ accountId: identity.accountId });
  const found = stored.find((one) => one.agreementVersion === version);
  const agreement = current.agreements?.find((one) => one.version === version)?.agreement;
  if (found === undefined || agreement === undefined) throw neverHad(text);
  const owners = await store.readOwners({ accountId: identity.accountId });
  return { ...presentVersion(found, owners), agreement };
}

/** The agreement that comes with the product for a model, in the portal's own time zone, for whoever begins with it. */
export function readAgreementPreset(
  { journeyNow }: Pick<AgreementSettingsOptions, 'journeyNow'>,
  { current }: SettingsRequest,
  name: string,
  language: Language,
): AgreementPresetData {
  if (!presetAgreements.has(name)) throw new JourneyStewardError('not-found', `There is no preset "${name}".`);
  const agreement = presetAgreement(name, metadataAt(current.portal, journeyNow())?.timeZone);
  return { name, label: agreement.names[language], agreement };
}

export function neverHad(version: string): JourneyStewardError {
  return new JourneyStewardError('not-found', `This account has never had a version ${version} of its agreement.`);
}

function presentVersion(stored: StoredAgreement, owners: readonly Owner[]) {
  const { agreementVersion, name, appliesTo, publishedAt, publishedBy } = stored;
  const [, userId] = /^user:(.+)$/.exec(publishedBy) ?? [];
  const publisher = userId === undefined ? null : (owners.find((owner) => owner.userId === userId)?.name ?? null);
  const published = { publishedAt: new Date(publishedAt).toISOString(), publishedBy, publisher };
  return { version: agreementVersion, name, appliesTo, ...published };
}

function presentOwners(owners: readonly Owner[]): SettingsAgreementData['owners'] {
  return owners
    .map(({ id, name, isActive }) => ({ id, name, isActive }))
    .sort((one, other) => Number(other.isActive) - Number(one.isActive) || (one.name < other.name ? -1 : 1));
}
