import type { KnownProperties } from '../../journey/check/check-properties.ts';
import { rollUpPropertyNames } from '../../journey/evidence/activities.ts';
import { followedByRules } from '../../journey/models/followed-properties.ts';
import { modelProperties } from '../../journey/models/model-properties.ts';
import type { Model } from '../../journey/models/model-schema.ts';
import { nearestName } from '../../journey/models/nearest-name.ts';
import type { Agreement } from '../agreement-schema.ts';
import { type AgreementProblem, agreementProblem } from './agreement-problem.ts';
import { pauseProperties } from './pause-properties.ts';

/**
 * Finds properties that pauses look at and nobody has: such a pause never holds. With the portal's definitions that is certain; without
 * them a name is suspect when it is unknown and nearly one that is known.
 */
export function checkPauses(
  agreement: Agreement,
  model: Model,
  properties: KnownProperties | null,
): AgreementProblem[] {
  const find = properties === null ? suspectNames(model) : missingNames(properties);
  return Object.entries(agreement.stages).flatMap(([stage, { pauseWhen }]) =>
    pauseWhen === undefined
      ? []
      : [...pauseProperties(pauseWhen)].flatMap((property) => find(property, ['stages', stage, 'pauseWhen'])),
  );
}

type Find = (property: string, path: string[]) => AgreementProblem[];

function missingNames(properties: KnownProperties): Find {
  const names = new Set(Object.values(properties).flatMap((definitions) => [...definitions.keys()]));
  return (property, path) => {
    if (names.has(property)) return [];
    const nearest = nearestName(property, names);
    const guess = nearest === null ? '' : ` “${nearest}”?`;
    return [agreementProblem('error', 'pause-property-unknown', path, { property, guess })];
  };
}

function suspectNames(model: Model): Find {
  const names = new Set([...followedByRules, ...modelProperties(model), ...rollUpPropertyNames]);
  return (property, path) => {
    const nearest = names.has(property) ? null : nearestName(property, names);
    return nearest === null
      ? []
      : [agreementProblem('warning', 'pause-property-mistyped', path, { property, nearest })];
  };
}
