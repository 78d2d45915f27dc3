/**
 * What doctor says of one thing. `note` mends itself or may be meant; `problem` needs somebody, unless `canFix`, which
 * `--fix` mends.
 */
export type Finding = {
  topic: string;
  weight: 'ok' | 'note' | 'problem';
  message: string;
  /** What to do about it. */
  remedy?: string;
  canFix?: true;
};

/** What doctor found: of the installation, and of each account. `repaired` is what `--fix` has done. */
export type DoctorReport = {
  checkedAt: string;
  installation: Finding[];
  accounts: { accountId: string; repaired: string[]; findings: Finding[] }[];
  needsSomebody: boolean;
};

export const ok = (topic: string, message: string): Finding => ({ topic, weight: 'ok', message });

export const note = (topic: string, message: string, remedy?: string): Finding => ({
  topic,
  weight: 'note',
  message,
  ...(remedy !== undefined && { remedy }),
});

export const problem = (topic: string, message: string, remedy: string): Finding => ({
  topic,
  weight: 'problem',
  message,
  remedy,
});

/** A problem that `--fix` mends. */
export const fixable = (topic: string, message: string): Finding => ({
  ...problem(topic, message, 'Run doctor with --fix.'),
  canFix: true,
});

/** A problem that `--fix` mends, unless scopes are missing for it: with those missing, it would meet the same refusal again. */
export const fixableWith = (topic: string, message: string, missing: readonly string[]): Finding =>
  missing.length === 0 ? fixable(topic, message) : problem(topic, message, `Grant ${missing.join(', ')} first.`);

/** The first few of a list, and how many there are beside. */
export function someOf(texts: readonly string[], most = 3): string {
  const rest = texts.length - most;
  return texts.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** A number with its noun. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`;
}

/** A span as people say it, to the largest unit that fits. */
export function spanText(ms: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ] as const;
  const [unit, unitMs] = units.find(([, size]) => ms >= size) ?? (['second', 1_000] as const);
  return counted(Math.floor(ms / unitMs), unit);
}
