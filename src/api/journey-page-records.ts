import { JourneyStewardError } from '../errors.ts';
import { teamNames } from '../journey/texts.ts';
import type { ActivityKind, Language } from '../journey/vocabulary.ts';
import { propertyOfSplit } from '../measures/segment-of.ts';
import { activityNames } from '../measures/texts/labels.ts';
import { type Behind, type CountedKind, type VisitBehind, visitsBehind } from '../measures/visits-behind.ts';
import type { Store } from '../store/operations.ts';
import type { CountRequest } from './count-journeys.ts';
import type { JourneyRecordsData } from './journey-page-contract.ts';
import { walkMeasured } from './walk-measured.ts';

export type RecordsRequest = CountRequest & {
  stage: string;
  kind: string;
  segment: string | null;
  after: string;
  /** So many visits are told at once; a little more when one record has several. */
  limit: number;
  language: Language;
};

/**
 * The visits behind one number, in the order of their records' ids. Looks for at most `searchForMs`, because HubSpot does not
 * wait: where few records count, an answer may hold few of them and say where to go on.
 */
export async function journeyPageRecords(
  store: Pick<Store, 'readMeasuredRecords' | 'readOwners'>,
  request: RecordsRequest,
  searchForMs: number,
): Promise<JourneyRecordsData> {
  const { accountId, current, object, by, asOf, since, until, kind, language } = request;
  const behind = behindOf(request);
  const options = {
    stages: current.model.stages.map(({ id }) => id),
    modelVersion: current.modelVersion,
    ...{ since, until },
  };
  const splitProperty = by === null ? null : propertyOfSplit(by);
  const { found, next } = await walkMeasured<VisitBehind>(
    store,
    {
      ...{ accountId, objectType: object, asOf },
      properties: splitProperty === null ? [] : [splitProperty],
      companyProperties: [],
      withTouches: kind.startsWith('touch-'),
    },
    { after: request.after, limit: request.limit, searchForMs },
    (record) => visitsBehind(record, options, behind),
  );
  const owners = await store.readOwners({ accountId });
  return {
    asOf: new Date(asOf).toISOString(),
    stages: Object.fromEntries(current.model.stages.map(({ id, names }) => [id, names[language]])),
    called: calledOf(request),
    visits: found.map(({ recordId, lap, enteredAt, leftAt, team, owner }) => ({
      ...{ recordId, lap },
      enteredAt: new Date(enteredAt).toISOString(),
      leftAt: leftAt === null ? null : new Date(leftAt).toISOString(),
      team: { id: team, label: teamNames[team][language] },
      owner: owner === '' ? null : (owners.find(({ id }) => id === owner)?.name ?? owner),
    })),
    next,
  };
}

function calledOf({ current, kind, language }: RecordsRequest): string | null {
  const [, what, id = ''] = /^(touch|outcome)-(.+)$/.exec(kind) ?? [];
  if (what === 'touch') return activityNames[id as ActivityKind]?.[language] ?? id;
  if (what !== 'outcome') return null;
  return current.model.outcomes.find((outcome) => outcome.id === id)?.names[language] ?? id;
}

function behindOf({ current, stage, kind, by, segment }: RecordsRequest): Behind {
  if (!current.model.stages.some(({ id }) => id === stage)) {
    throw new JourneyStewardError('request-invalid', `The model has no stage "${stage}".`);
  }
  const isOfSegment = by !== null && segment !== null;
  return { stage, kind: kind as CountedKind, segment: isOfSegment ? { by, value: segment } : null };
}
