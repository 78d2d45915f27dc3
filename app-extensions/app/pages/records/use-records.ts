import type { JourneyRecordsData } from '../../../../src/api/journey-page-contract.ts';
import { choiceQuery } from '../journey/journey-choice.ts';
import { usePlace } from '../PlaceProvider.tsx';
import type { RecordListProps } from './RecordList.tsx';
import { type Parts, useParts } from './use-parts.ts';

type Visit = JourneyRecordsData['visits'][number];

export type Records = Parts<JourneyRecordsData, Visit> & {
  /** The model's stages by id, as they are called. */
  stages: ReadonlyMap<string, string>;
  /** What the touch or the outcome is called that the number is of. */
  called: string | null;
};

/** The visits behind a number, as far as they were asked for. */
export function useRecords({ choice, stage, kind, segment }: RecordListProps): Records {
  const { reader } = usePlace();
  const asked = [`stage=${encodeURIComponent(stage)}`, `kind=${encodeURIComponent(kind)}`];
  if (segment !== null) asked.push(`segment=${encodeURIComponent(segment)}`);
  const parts = useParts<JourneyRecordsData, Visit>(
    `/api/pages/journey/records?${choiceQuery(choice, reader.language)}&${asked.join('&')}`,
    ({ visits }) => visits,
  );
  return {
    ...parts,
    stages: new Map(Object.entries(parts.backend.data?.stages ?? {})),
    called: parts.backend.data?.called ?? null,
  };
}
