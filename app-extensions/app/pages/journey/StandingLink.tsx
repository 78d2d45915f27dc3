import { PageLink } from '@hubspot/ui-extensions/pages';
import { usePlace } from '../PlaceProvider.tsx';
import type { Standing } from '../records/standing.ts';
import { choiceParams, type JourneyChoice } from './journey-choice.ts';

/** The way from a number of records over all stages to those records; none of them, no way there. */
export function StandingLink({ kind, count, choice }: { kind: Standing; count: number; choice: JourneyChoice }) {
  const { texts } = usePlace();
  if (count === 0) return null;
  return (
    <PageLink to="/records" params={{ ...choiceParams(choice), kind }}>
      {texts.whichRecords}
    </PageLink>
  );
}
