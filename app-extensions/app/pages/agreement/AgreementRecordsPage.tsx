import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { PageLink, usePageRoute } from '@hubspot/ui-extensions/pages';
import { usePlace } from '../PlaceProvider.tsx';
import { agreementChoiceOf, agreementChoiceParams } from './agreement-choice.ts';
import { ClockList } from './ClockList.tsx';

/** The clocks or returned handoffs behind one number of the agreement. */
export function AgreementRecordsPage() {
  const { texts } = usePlace();
  const params = usePageRoute().params as Record<string, string | undefined>;
  const { period } = agreementChoiceOf(params);
  const { number, team, stage } = params;
  return (
    <Flex direction="column" gap="medium">
      <Text>
        <PageLink to="/agreement" params={agreementChoiceParams({ period, team: 'all', stage: null })}>
          {`← ${texts.agreement.back}`}
        </PageLink>
      </Text>
      {number === undefined || team === undefined || stage === undefined ? (
        <EmptyState title={texts.unknownPageTitle} layout="vertical">
          <Text>{texts.wrongAddress}</Text>
        </EmptyState>
      ) : (
        <ClockList key={JSON.stringify(params)} params={{ ...params, number, team, stage }} period={period} />
      )}
    </Flex>
  );
}
