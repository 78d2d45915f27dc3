import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { PageLink, usePageRoute } from '@hubspot/ui-extensions/pages';
import { choiceOf, choiceParams } from '../journey/journey-choice.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { RecordList } from './RecordList.tsx';

/** The records behind one number of the journey page. */
export function RecordsPage() {
  const { texts } = usePlace();
  const params = usePageRoute().params as Record<string, string | undefined>;
  const choice = choiceOf(params);
  const { stage, kind, segment } = params;
  return (
    <Flex direction="column" gap="medium">
      <Text>
        <PageLink to="/" params={choiceParams(choice)}>
          {`← ${texts.backToJourney}`}
        </PageLink>
      </Text>
      {stage === undefined || kind === undefined ? (
        <EmptyState title={texts.unknownPageTitle} layout="vertical">
          <Text>{texts.wrongAddress}</Text>
        </EmptyState>
      ) : (
        <RecordList
          key={JSON.stringify(params)}
          choice={choice}
          stage={stage}
          kind={kind}
          segment={segment === undefined ? null : segment}
        />
      )}
    </Flex>
  );
}
