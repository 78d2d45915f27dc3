import { JourneyStewardError } from '../errors.ts';
import { type Model, parseModel } from '../journey/models/model-schema.ts';
import type { Language, ObjectType } from '../journey/vocabulary.ts';
import { answerQuestion } from '../measures/answer-question.ts';
import {
  addRecord,
  addReferral,
  beginMeasures,
  finishMeasures,
  type MeasureCounts,
} from '../measures/measure-journeys.ts';
import { campaignProperties, referredByProperty, sourceProperty } from '../measures/measured-record.ts';
import type { MeasuresReport } from '../measures/measures-report.ts';
import { propertyOfSplit, type Split } from '../measures/segment-of.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';
import { createAccountRegistry } from '../worker/account-registry.ts';
import { chosenAccount } from './chosen-account.ts';
import { measureAgreement } from './measures-agreement.ts';
import { type Replaying, withReplays } from './measures-replays.ts';

export type MeasuresRequest = {
  /** The account; when null, the only one that has the app. */
  accountId: string | null;
  objectType: ObjectType;
  by: Split | null;
  minimum: number;
  /** The language of the questions; when null, the account's. */
  language: Language | null;
  since: number | null;
  until: number | null;
  asOf: number;
};

const pageSize = 1_000;

/** Measures the journeys of an account, page by page, and answers the questions of its model. */
export async function measures(
  store: Store,
  request: MeasuresRequest,
): Promise<{ report: MeasuresReport; model: Model }> {
  const account = await chosenAccount(store, request.accountId ?? undefined);
  const model = await modelOf(store, account);
  const { asOf, since, until, minimum, objectType } = request;
  const questions = model.questions.map(({ answer }) => answer);
  const splits = new Set(request.by === null ? [] : [request.by]);
  for (const answer of questions) if ('by' in answer && answer.by !== undefined) splits.add(answer.by);
  const valueProperties = new Set(questions.flatMap((answer) => (answer.measure === 'values' ? answer.property : [])));
  const amountProperties = new Set(
    questions.flatMap((answer) => (answer.measure === 'amounts' ? answer.property : [])),
  );
  const askedOfContacts = new Set(objectType === 'contact' ? questions.map(({ measure }) => measure) : []);
  const withReadiness = askedOfContacts.has('readiness');
  const withWonDeals = askedOfContacts.has('won-deals');
  const counts = beginMeasures({
    stages: model.stages.map(({ id }) => id),
    modelVersion: account.modelVersion,
    ...{ asOf, since, until, minimum },
    splits: [...splits],
    valueProperties: [...valueProperties],
    amountProperties: [...amountProperties],
    signals: withReadiness ? (model.readiness?.signals ?? []) : [],
    withWonDeals,
  });
  const splitProperties = [...splits].map(propertyOfSplit).filter((property) => property !== null);
  const ownProperties = new Set([...amountProperties, sourceProperty, ...campaignProperties]);
  const properties = [...new Set([...valueProperties, ...amountProperties, ...splitProperties])];
  // Where a record came from, by which campaign, and its amount are its own; an industry is most often noted on the company alone.
  const companyProperties = properties.filter((property) => !ownProperties.has(property));
  const reading = { accountId: account.accountId, objectType, companyProperties, asOf };
  // Only contacts are referred.
  const withReferrals = objectType === 'contact' ? [referredByProperty] : [];
  const withTouches = questions.some(({ measure }) => measure === 'touches');
  const replaying = withReadiness || withWonDeals ? await replayingOf(store, { account, model, asOf }) : null;
  const pages = { ...reading, properties: [...properties, ...withReferrals], withTouches };
  await addPages(store, counts, pages, replaying);
  await addReferrals(store, counts, { ...reading, properties });

  const language = request.language ?? account.language;
  const measured = finishMeasures(counts);
  const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
  const report: MeasuresReport = {
    accountId: account.accountId,
    objectType,
    model: { name: model.name, version: account.modelVersion },
    language,
    asOf: new Date(asOf).toISOString(),
    timeZone: 'UTC',
    since: iso(since),
    until: iso(until),
    minimum,
    records: measured.records,
    referrals: measured.referrals,
    questions: model.questions.map((question) =>
      answerQuestion(question, { objectType, ...measured }, { language, minimum }),
    ),
    whole: measured.whole,
    agreement: await agreementOf(store, account, request),
    splits: measured.splits,
  };
  return { report, model };
}

/** No clock runs for a company. */
async function agreementOf(store: Store, { accountId }: Account, request: MeasuresRequest) {
  const { objectType, since, until, asOf, minimum, by } = request;
  if (objectType === 'company') return null;
  const current = (await createAccountRegistry(store).currentModels())(accountId);
  const asked = { accountId, objectType, current, since, until, asOf, minimum, byMonth: by === 'month' };
  return measureAgreement(store, asked);
}

async function addPages(
  store: Store,
  counts: MeasureCounts,
  reading: Omit<Parameters<Store['readMeasuredRecords']>[0], 'after' | 'limit'>,
  replaying: Replaying | null,
): Promise<void> {
  let after = '';
  for (;;) {
    const page = await store.readMeasuredRecords({ ...reading, after, limit: pageSize });
    const records = replaying === null ? page : await withReplays(store, page, replaying);
    for (const record of records) addRecord(counts, record);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.recordId;
  }
}

async function replayingOf(
  store: Store,
  { account, model, asOf }: { account: Account; model: Model; asOf: number },
): Promise<Replaying> {
  const { accountId, modelVersion } = account;
  return { accountId, model, modelVersion, portal: await store.readPortalMetadata({ accountId }), asOf };
}

/** Who referred whom is known when all contacts were read: the referrers are then looked up, each once. */
async function addReferrals(
  store: Store,
  counts: MeasureCounts,
  reading: Omit<Parameters<Store['findMeasuredContacts']>[0], 'names'>,
): Promise<void> {
  const byName = [...Map.groupBy(counts.named, ({ referredBy }) => referredBy)];
  for (let start = 0; start < byName.length; start += pageSize) {
    const part = byName.slice(start, start + pageSize);
    const found = await store.findMeasuredContacts({ ...reading, names: part.map(([name]) => name) });
    for (const [name, referrals] of part) {
      for (const referral of referrals) addReferral(counts, referral, found.get(name) ?? null);
    }
  }
}

async function modelOf(store: Store, account: Account): Promise<Model> {
  const { accountId, modelVersion } = account;
  const version = await store.readModelVersion({ accountId, modelVersion });
  if (version === null) {
    throw new JourneyStewardError('model-invalid', `The account ${accountId} has no model yet; start the app once.`);
  }
  try {
    return parseModel(JSON.parse(version.definition));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('model-invalid', `The model of account ${accountId}: ${reason}`, { cause });
  }
}
