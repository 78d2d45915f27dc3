import { styleText } from 'node:util';
import { checkAgreement } from '../agreement/check/check-agreement.ts';
import { readClockSettings } from '../config.ts';
import { JourneyStewardError } from '../errors.ts';
import { createJourneyClock } from '../journey-clock.ts';
import { type AgreementPreview, previewAgreement } from '../preview-agreement.ts';
import { readSince } from '../read-since.ts';
import type { Store } from '../store/operations.ts';
import { createAccountRegistry } from '../worker/account-registry.ts';
import { readAgreementFor } from './agreement-for.ts';
import { chosenAccount } from './chosen-account.ts';
import { drawTable, minuteText } from './draw-table.ts';

export type PreviewAgreementCommand = { agreement: string; since?: string; account?: string; format: string };

const recordsAtOnce = 500;

/** `preview --agreement`: prints which breaches an agreement would have made or saved, over all records. Nothing is written. */
export async function previewAgreementFile(store: Store, command: PreviewAgreementCommand): Promise<void> {
  const { format } = command;
  if (format !== 'table' && format !== 'json') {
    throw new JourneyStewardError('request-invalid', `--format ${format}: the formats are table and json.`);
  }
  const now = createJourneyClock(readClockSettings())();
  const since = command.since === undefined ? null : readSince(command.since, now);
  const { accountId, agreementVersion } = await chosenAccount(store, command.account);
  const draft = await readAgreementFor(store, { nameOrPath: command.agreement, accountId, now });
  const current = await createAccountRegistry(store).modelOf(accountId);
  if (current === null) {
    throw new JourneyStewardError('account-unknown', `The account ${accountId} has no model yet: start the app once.`);
  }
  const problems = checkAgreement(draft, current.model);
  const preview = await previewAgreement({
    ...{ store, accountId, current, draft, now, since, recordsAtOnce },
    onProgress: () => {},
    mayGoOn: () => true,
  });
  if (format === 'json') {
    const iso = { now: new Date(now).toISOString(), since: since === null ? null : new Date(since).toISOString() };
    console.log(JSON.stringify({ accountId, version: agreementVersion, problems, ...preview, ...iso }, null, 2));
    return;
  }
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    console.log(styleText('red', "This agreement can't be published:"));
    for (const { place, message } of errors) console.log(`  ${place}: ${message}`);
  }
  for (const line of drawBreaches(preview, { now, since, version: agreementVersion })) console.log(line);
}

type Drawn = { now: number; since: number | null; version: number };

function drawBreaches(preview: AgreementPreview, { now, since, version }: Drawn): string[] {
  const { records, changed, failed, groups } = preview;
  const against = version === 0 ? 'no agreement' : `version ${version}`;
  const period = since === null ? 'all of the past' : `since ${minuteText(since)}`;
  const columns = ['team', 'stage', 'clock', 'clocks', 'breached before', 'after', 'appear', 'vanish', 'such as'];
  const rows = groups.map(({ team, stage, kind, before, after, appear, vanish, examples }) => [
    team,
    stage,
    kind,
    String(Math.max(before.clocks, after.clocks)),
    String(before.breached),
    String(after.breached),
    appear === 0 ? '' : `+${appear}`,
    vanish === 0 ? '' : `−${vanish}`,
    examples.slice(0, 2).join(', '),
  ]);
  return [
    `Draft against ${against}, as of ${minuteText(now)}, ${period}: ${records} records, breaches change in ${changed}.`,
    ...(failed > 0 ? [`${failed} more can't be replayed, and are in none of the counts.`] : []),
    '',
    ...drawTable(
      columns.map((title, index) => ({ title, isNumber: index > 2 && index < 8 })),
      rows,
    ),
  ];
}
