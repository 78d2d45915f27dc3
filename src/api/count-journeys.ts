import type { Instant } from '../journey/instant.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import { addRecord, beginMeasures, finishMeasures } from '../measures/measure-journeys.ts';
import { propertyOfSplit } from '../measures/segment-of.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import { type Counting, type CountProgress, countWhileAsked } from './count-while-asked.ts';
import type { JourneySplit } from './journey-page-contract.ts';

export type CountRequest = {
  accountId: string;
  current: AccountModel;
  object: ObjectType;
  by: JourneySplit | null;
  since: Instant | null;
  until: Instant | null;
  asOf: Instant;
};

export type Counted = ReturnType<typeof finishMeasures> & { asOf: Instant };
type Options = {
  store: Pick<Store, 'countRecords' | 'readMeasuredRecords'>;
  /** How long an answer may be waited for; after that the page is told how far it is, ms. */
  waitForMs: number;
};

/** With fewer observations than this nothing is said. */
export const minimumToSay = 10;

const pageSize = 500;
/** Counts journeys for pages. */
export function countJourneys({ store, waitForMs }: Options): (request: CountRequest) => Promise<Counting<Counted>> {
  return countWhileAsked({
    keyOf: ({ accountId, current, object, by, since, until }) =>
      JSON.stringify([accountId, current.modelVersion, object, by, since, until]),
    count: (request, progress) => countAll(store, request, progress),
    waitForMs,
  });
}

async function countAll(store: Options['store'], request: CountRequest, progress: CountProgress): Promise<Counted> {
  const { accountId, current, object, by, asOf, since, until } = request;
  progress.total = (await store.countRecords({ accountId }))[object];
  const splitProperty = by === null ? null : propertyOfSplit(by);
  const options = {
    stages: current.model.stages.map(({ id }) => id),
    modelVersion: current.modelVersion,
    ...{ asOf, since, until, minimum: minimumToSay },
    splits: by === null ? [] : [by],
    valueProperties: [],
    amountProperties: [],
    signals: [],
    withWonDeals: false,
  };
  const counts = beginMeasures(options);
  for (let after = ''; ; ) {
    const page = await store.readMeasuredRecords({
      ...{ accountId, objectType: object, asOf, after, limit: pageSize },
      properties: splitProperty === null ? [] : [splitProperty],
      companyProperties: [],
      withTouches: true,
    });
    for (const record of page) addRecord(counts, record);
    progress.counted += page.length;
    const lastRecord = page.at(-1);
    if (lastRecord === undefined || page.length < pageSize) break;
    after = lastRecord.recordId;
  }
  return { ...finishMeasures(counts), asOf };
}
