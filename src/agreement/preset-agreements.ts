import { parseAgreement } from './agreement-file.ts';
import type { Agreement } from './agreement-schema.ts';
import buyingCycle from './presets/buying-cycle.json' with { type: 'json' };
import clientLifecycle from './presets/client-lifecycle.json' with { type: 'json' };
import leadFunnel from './presets/lead-funnel.json' with { type: 'json' };

/** The agreements that come with the product, by the name of the model that each is for. */
export const presetAgreements: ReadonlyMap<string, Agreement> = new Map([
  ['lead-funnel', parseAgreement(leadFunnel)],
  ['client-lifecycle', parseAgreement(clientLifecycle)],
  ['buying-cycle', parseAgreement(buyingCycle)],
]);

/**
 * The preset for a model, with all calendars in a zone such as the account's own. Throws an error that lists the models which have
 * one.
 */
export function presetAgreement(model: string, zone = 'UTC'): Agreement {
  const agreement = presetAgreements.get(model);
  if (agreement === undefined) {
    const names = [...presetAgreements.keys()].join(', ');
    throw new Error(`There is no agreement for a model "${model}"; there is one for ${names}.`);
  }
  const teams = Object.entries(agreement.teams).map(([team, given]) => [
    team,
    given && { ...given, calendar: { ...given.calendar, zone } },
  ]);
  return parseAgreement({ ...agreement, teams: Object.fromEntries(teams) });
}

/** The name of the model that a preset is for; null for an agreement that is no preset as it comes. */
export function presetNameOf(agreement: Agreement): string | null {
  return [...presetAgreements].find(([, preset]) => preset === agreement)?.[0] ?? null;
}
