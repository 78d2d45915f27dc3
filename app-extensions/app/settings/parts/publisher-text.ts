import type { SettingsModelData } from '../../../../src/api/settings-contract.ts';
import { fill } from '../../cards/texts/fill.ts';
import type { SettingsTexts } from '../texts/settings-texts.ts';

type Version = SettingsModelData['versions'][number];

/** Who published a version: a person by name, else by number; the command line; or nobody, when the account began with it. */
export function publisherText({ publishedBy, publisher }: Version, texts: SettingsTexts): string {
  if (publisher !== null) return publisher;
  const [, userId] = /^user:(.+)$/.exec(publishedBy) ?? [];
  if (userId !== undefined) return fill(texts.userNumber, { id: userId });
  return publishedBy === 'start' ? texts.byInstallation : texts.byCommandLine;
}
