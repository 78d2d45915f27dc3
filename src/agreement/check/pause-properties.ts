import { allConditions, type Condition } from '../../journey/conditions/condition-schema.ts';
import type { Agreement } from '../agreement-schema.ts';

/** The properties of the record that the pauses of an agreement look at. */
export function agreementProperties({ stages }: Agreement): Set<string> {
  const pauses = Object.values(stages).flatMap(({ pauseWhen }) => (pauseWhen === undefined ? [] : [pauseWhen]));
  return new Set(pauses.flatMap((condition) => [...pauseProperties(condition)]));
}

/** The properties of the record that a condition looks at. */
export function pauseProperties(condition: Condition): Set<string> {
  const properties = new Set<string>();
  for (const one of allConditions(condition)) {
    if ('property' in one) properties.add(one.property);
    if ('lifecycle' in one || 'lifecycleBefore' in one) properties.add('lifecyclestage');
    if ('since' in one && typeof one.since === 'object' && 'property' in one.since) properties.add(one.since.property);
    if ('after' in one && typeof one.after === 'object' && 'property' in one.after) properties.add(one.after.property);
  }
  return properties;
}
