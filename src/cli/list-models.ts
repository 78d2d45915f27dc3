import type { Store } from '../store/operations.ts';
import { chosenAccount } from './chosen-account.ts';
import { drawTable, minuteText } from './draw-table.ts';

const versionsShown = 1_000;

/** `models`: prints the models that an account has had, the newest first. */
export async function listModels(store: Store, command: { account?: string }): Promise<void> {
  const { accountId, modelVersion: inForce } = await chosenAccount(store, command.account);
  const versions = await store.readModelVersions({ accountId, limit: versionsShown });
  const columns = [
    { title: 'version', isNumber: true },
    ...['model', 'published', 'by', ''].map((title) => ({ title })),
  ];
  const rows = versions.map(({ modelVersion, name, publishedAt, publishedBy }) => [
    String(modelVersion),
    name,
    minuteText(publishedAt),
    publishedBy,
    modelVersion === inForce ? 'in force' : '',
  ]);
  for (const line of drawTable(columns, rows)) console.log(line);
}
