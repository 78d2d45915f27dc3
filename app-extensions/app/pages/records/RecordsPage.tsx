import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { PageLink, usePageRoute } from '@hubspot/ui-extensions/pages';
import { choiceOf, choiceParams } from '../journey/journey-choice.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { RecordList } from './RecordList.tsx';
import { StandingList } from './StandingList.tsx';
import { standings } from './standing.ts';

/** The records behind one number of the journey page. */
export function RecordsPage() {
  const { texts } = usePlace();
  const params = usePageRoute().params as Record<string, string | undefined>;
  const choice = choiceOf(params);
  const { stage, kind, segment } = params;
  const standing = stage === undefined ? standings.find((one) => one === kind) : undefined;
  return (
    <Flex direction="column" gap="medium">
      <Text>
        <PageLink to="/" params={choiceParams(choice)}>
          {`← ${texts.backToJourney}`}
        </PageLink>
      </Text>
      {standing !== undefined ? (
        <StandingList key={JSON.stringify(params)} choice={choice} kind={standing} />
      ) : stage === undefined || kind === undefined ? (
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
