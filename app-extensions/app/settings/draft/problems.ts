import type { SettingsProblem } from '../../../../src/api/settings-contract.ts';

/** The remarks in an answer; none where it tells them in a way that is not known. */
export function problemsOf({ problems }: { problems: unknown }): SettingsProblem[] {
  const isProblem = (one: unknown) =>
    typeof one === 'object' && one !== null && 'path' in one && typeof one.path === 'string' && 'message' in one;
  return Array.isArray(problems) && problems.every(isProblem) ? problems : [];
}

/** What a check says of one place, such as `stages[2].lead`, and of what lies within it. */
export function problemsWithin(problems: readonly SettingsProblem[], place: string): SettingsProblem[] {
  return problems.filter(({ path }) => isWithin(path, place));
}

function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
}

/** Errors come first: they keep a model from being published. */
export function bySeverity(problems: readonly SettingsProblem[]): SettingsProblem[] {
  return [...problems].sort((one, other) => Number(one.severity !== 'error') - Number(other.severity !== 'error'));
}

/** The properties with which a field shows what is wrong in it; nothing where all is well. */
export function fieldProblem(problems: readonly SettingsProblem[], place: string) {
  const [worst] = bySeverity(problemsWithin(problems, place));
  return worst === undefined ? {} : { error: worst.severity === 'error', validationMessage: worst.message };
}
