import { teamNames } from '../journey/texts.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { MeasuredRecord } from '../measures/measured-record.ts';
import { type CountedRecordKind, isRecordBehind } from '../measures/records-behind.ts';
import type { Store } from '../store/operations.ts';
import type { Owner } from '../store/owners.ts';
import type { CountRequest } from './count-journeys.ts';
import type { JourneyStandingsData } from './journey-page-contract.ts';
import { walkMeasured } from './walk-measured.ts';

export type StandingsRequest = CountRequest & {
  kind: CountedRecordKind;
  after: string;
  limit: number;
  language: Language;
};

/** The records behind one number over all stages, in the order of their ids, each with where it is or was last. */
export async function journeyPageStandings(
  store: Pick<Store, 'readMeasuredRecords' | 'readOwners'>,
  request: StandingsRequest,
  searchForMs: number,
): Promise<JourneyStandingsData> {
  const { accountId, current, object, asOf, since, until, kind, after, limit } = request;
  const options = {
    stages: current.model.stages.map(({ id }) => id),
    modelVersion: current.modelVersion,
    ...{ asOf, since, until },
  };
  const { found, next } = await walkMeasured<MeasuredRecord>(
    store,
    { accountId, objectType: object, asOf, properties: [], companyProperties: [], withTouches: false },
    { after, limit, searchForMs },
    (record) => (isRecordBehind(record, options, kind) ? [record] : []),
  );
  const owners = await store.readOwners({ accountId });
  return {
    asOf: new Date(asOf).toISOString(),
    records: found.map((record) => standingData(request, record, owners)),
    next,
  };
}

function standingData(
  { current, language }: StandingsRequest,
  { recordId, createdAt, visits }: MeasuredRecord,
  owners: readonly Owner[],
): JourneyStandingsData['records'][number] {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const last = visits.at(-1);
  if (last === undefined) return { recordId, createdAt: iso(createdAt), visit: null };
  const { stage, lap, enteredAt, leftAt, team, owner } = last;
  // A record that waits to be replayed may be in a stage that the model no longer has.
  const label = current.model.stages.find(({ id }) => id === stage)?.names[language] ?? stage;
  return {
    recordId,
    createdAt: iso(createdAt),
    visit: {
      ...{ stage: { id: stage, label }, lap },
      ...{ enteredAt: new Date(enteredAt).toISOString(), leftAt: iso(leftAt) },
      team: { id: team, label: teamNames[team][language] },
      owner: owner === '' ? null : (owners.find(({ id }) => id === owner)?.name ?? owner),
    },
  };
}
