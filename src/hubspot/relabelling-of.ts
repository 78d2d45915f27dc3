import type { PresentProperty } from './present-properties.ts';
import type { PropertyDefinition } from './tag-properties.ts';

/** The labels that a property and its options should have; the rest of each option is as it was found. */
export type Relabelling = { label: string | undefined; options: PresentProperty['options'] };

/**
 * What changes where a property has labels of another language: those that are the app's own in one of the translations, and
 * none that an admin wrote. Null when nothing does.
 */
export function relabellingOf(
  wanted: PropertyDefinition,
  found: PresentProperty,
  translations: readonly (readonly PropertyDefinition[])[],
): Relabelling | null {
  const own = translations.flatMap((language) => language.filter(({ name }) => name === wanted.name));
  const isOwnLabel = own.some(({ label }) => label === found.label);
  let changes = isOwnLabel && found.label !== wanted.label ? 1 : 0;
  const options = found.options.map((option) => {
    const isOwn = own.some(({ options: known = [] }) =>
      known.some(({ value, label }) => value === option.value && label === option.label),
    );
    const label = wanted.options?.find(({ value }) => value === option.value)?.label;
    if (!isOwn || label === undefined || label === option.label) return option;
    changes += 1;
    return { ...option, label };
  });
  return changes === 0 ? null : { label: isOwnLabel ? wanted.label : found.label, options };
}
