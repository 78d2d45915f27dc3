import type { z } from 'zod';
import { previewModel } from '../preview-model.ts';
import { readSince } from '../read-since.ts';
import type { SettingsRequest } from './answer-settings.ts';
import { givenModel, problemsIn } from './given-model.ts';
import type { PreviewData, previewBodySchema } from './settings-contract.ts';
import type { SettingsRoutesOptions } from './settings-routes.ts';

/** Few enough that whoever else asks meanwhile, deliveries above all, is not kept waiting. */
const recordsAtOnce = 25;

/**
 * Makes the preview of the settings page. HubSpot cuts a page's request off after 15 s, so a preview that is not done by its
 * time answers with the records so far and says so; the command line compares all of them. An account has one preview at a
 * time: a new one ends the one before, as does a page that no longer waits.
 */
export function previewForSettings(
  options: Pick<SettingsRoutesOptions, 'store' | 'journeyNow' | 'previewForMs'>,
): (asked: SettingsRequest, body: z.output<typeof previewBodySchema>) => Promise<PreviewData> {
  const latest = new Map<string, SettingsRequest>();
  return async (asked, { model, since, language }) => {
    const { accountId } = asked.identity;
    const { model: draft } = givenModel(model, language);
    const now = options.journeyNow();
    const sinceMs = since === undefined ? null : readSince(since, now);
    const until = Date.now() + options.previewForMs;
    latest.set(accountId, asked);
    const preview = await previewModel({
      store: options.store,
      accountId,
      current: asked.current,
      draft,
      now,
      since: sinceMs,
      recordsAtOnce,
      onProgress: () => {},
      mayGoOn: () => Date.now() < until && latest.get(accountId) === asked && asked.isAwaited(),
    });
    if (latest.get(accountId) === asked) latest.delete(accountId);
    return {
      ...preview,
      version: asked.current.modelVersion,
      problems: problemsIn(draft, asked.current.portal, language),
      now: new Date(now).toISOString(),
      since: sinceMs === null ? null : new Date(sinceMs).toISOString(),
    };
  };
}
