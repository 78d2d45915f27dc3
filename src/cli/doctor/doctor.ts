import { readClockSettings, readConfig } from '../../config.ts';
import { errorCodes, JourneyStewardError } from '../../errors.ts';
import type { HubSpot } from '../../hubspot/hubspot-client.ts';
import { createJourneyClock } from '../../journey-clock.ts';
import type { Account } from '../../store/accounts.ts';
import type { Store } from '../../store/operations.ts';
import { askHubSpot } from '../ask-hubspot.ts';
import { chosenAccount } from '../chosen-account.ts';
import { drawReport } from './draw-report.ts';
import { examineComparison } from './examine-comparison.ts';
import { examineConnection, examineScopes } from './examine-connection.ts';
import { examineInstallation } from './examine-installation.ts';
import { examineModel } from './examine-model.ts';
import { examineProperties } from './examine-properties.ts';
import { examinePublishers } from './examine-publishers.ts';
import { examineWork } from './examine-work.ts';
import { type DoctorReport, type Finding, problem } from './finding.ts';
import { repairAccount } from './repair-account.ts';

export type DoctorCommand = { account?: string; fix?: boolean; format: string };

type Surgery = { store: Store; hubspot: HubSpot; journeyNow: () => number };

/**
 * Says what is missing or has drifted, of the installation and of one account or all. The process ends with 1 where somebody is
 * needed. With `--fix`, what can be repaired is repaired first, and the rest is told.
 */
export async function doctor(store: Store, command: DoctorCommand): Promise<void> {
  const { format, fix = false } = command;
  if (format !== 'table' && format !== 'json') {
    throw new JourneyStewardError('request-invalid', `--format ${format}: give table or json.`);
  }
  const surgery = { store, hubspot: askHubSpot(store), journeyNow: createJourneyClock(readClockSettings()) };
  const accounts = await accountsOf(store, command);
  const { hubspot, publicUrl } = readConfig();
  const times = { now: Date.now(), journeyNow: surgery.journeyNow() };
  const report: DoctorReport = {
    checkedAt: new Date(times.now).toISOString(),
    installation: await examineInstallation(store, { apiUrl: hubspot.apiUrl, publicUrl, ...times }),
    accounts: [],
    needsSomebody: false,
  };
  for (const account of accounts) report.accounts.push(await examineOrRepair(surgery, account, fix));
  const findings = [...report.installation, ...report.accounts.flatMap((one) => one.findings)];
  report.needsSomebody = findings.some(({ weight }) => weight === 'problem');
  if (format === 'json') console.log(JSON.stringify(report, null, 2));
  else for (const line of drawReport(report)) console.log(line);
  if (report.needsSomebody) process.exitCode = 1;
}

async function accountsOf(store: Store, { account }: DoctorCommand): Promise<Account[]> {
  if (account !== undefined) return [await chosenAccount(store, account)];
  return (await store.readAccounts({})).filter(({ status }) => status === 'active');
}

async function examineOrRepair(
  surgery: Surgery,
  account: Account,
  fix: boolean,
): Promise<DoctorReport['accounts'][number]> {
  const { accountId } = account;
  const before = await examine(surgery, account);
  if (!fix || !before.isConnected || !before.findings.some(({ canFix }) => canFix === true)) {
    return { accountId, repaired: [], findings: before.findings };
  }
  try {
    const repaired = await repairAccount(surgery.store, surgery.hubspot, account, surgery.journeyNow);
    return { accountId, repaired, findings: (await examine(surgery, account)).findings };
  } catch (error) {
    return { accountId, repaired: [], findings: [...before.findings, ...asFinding('repair', error)] };
  }
}

async function examine(
  { store, hubspot, journeyNow }: Surgery,
  { accountId }: Account,
): Promise<{ isConnected: boolean; findings: Finding[] }> {
  const connection = await examineConnection(hubspot, accountId);
  const { isConnected } = connection;
  // A refresh may have told other scopes, or that the app was removed.
  const account = (await store.readAccounts({})).find((one) => one.accountId === accountId);
  if (account?.status !== 'active') return connection;
  const times = { now: Date.now(), journeyNow: journeyNow() };
  const findings = [
    ...connection.findings,
    ...examineScopes(account),
    await examinePublishers(store, account, readConfig().settingsUsers),
    ...(isConnected ? await told('properties', () => examineProperties(store, hubspot, account)) : []),
    ...(await told('model', () => examineModel(store, isConnected ? hubspot : null, account))),
    ...(await examineWork(store, account, times)),
    ...(await examineComparison(store, account, times)),
  ];
  return { isConnected, findings };
}

/** What HubSpot refuses to one examination is told in its place, and the others go on. */
async function told(topic: string, examination: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await examination();
  } catch (error) {
    return asFinding(topic, error);
  }
}

function asFinding(topic: string, error: unknown): Finding[] {
  if (!(error instanceof JourneyStewardError)) throw error;
  return [problem(topic, error.message, errorCodes[error.code].remedy)];
}
