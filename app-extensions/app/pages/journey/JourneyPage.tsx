import { Flex } from '@hubspot/ui-extensions';
import { usePageRoute } from '@hubspot/ui-extensions/pages';
import type { JourneyPageData } from '../../../../src/api/journey-page-contract.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { Counting } from '../parts/Counting.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { useBackend } from '../use-backend.ts';
import { ChoiceForm } from './ChoiceForm.tsx';
import { CountedJourneys } from './CountedJourneys.tsx';
import { choiceOf, choiceParams, choiceQuery, type JourneyChoice } from './journey-choice.ts';

/** How many went which way and how long it took, stage by stage; every number leads to the records behind it. */
export function JourneyPage() {
  const { context, actions, reader } = usePlace();
  const choice = choiceOf(usePageRoute().params);
  const path = `/api/pages/journey?${choiceQuery(choice, reader.language)}`;
  const backend = useBackend<JourneyPageData>(context, path, ({ state }) => state === 'counting');
  const choose = (chosen: JourneyChoice) => actions.navigateToPage({ to: '/', params: choiceParams(chosen) });
  return (
    <Flex direction="column" gap="medium">
      <ChoiceForm choice={choice} onChoose={choose} />
      <Loaded backend={backend}>
        {(data) =>
          data.state === 'counting' ? (
            <Counting counted={data.counted} total={data.total} />
          ) : (
            <CountedJourneys data={data} choice={choice} isLoading={backend.isLoading} reload={backend.reload} />
          )
        }
      </Loaded>
    </Flex>
  );
}
