import type { Store } from '../store/operations.ts';
import { chosenAccount } from './chosen-account.ts';
import { drawTable, minuteText } from './draw-table.ts';

/** `agreements`: prints the agreements that an account has had, the newest first: that one is in force. */
export async function listAgreements(store: Store, command: { account?: string }): Promise<void> {
  const { accountId, agreementVersion: inForce } = await chosenAccount(store, command.account);
  const versions = await store.readAgreements({ accountId });
  const columns = [
    { title: 'version', isNumber: true },
    ...['agreement', 'applies to', 'published', 'by', ''].map((title) => ({ title })),
  ];
  const rows = versions
    .toReversed()
    .map(({ agreementVersion, name, appliesTo, publishedAt, publishedBy }) => [
      String(agreementVersion),
      name,
      appliesTo,
      minuteText(publishedAt),
      publishedBy,
      agreementVersion === inForce ? 'in force' : '',
    ]);
  for (const line of drawTable(columns, rows)) console.log(line);
}
