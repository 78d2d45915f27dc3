import { Button, EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { ReadyAgreementPage } from '../../../../src/api/agreement-page-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { fill, fillCount } from '../../cards/texts/fill.ts';
import { usePlace } from '../PlaceProvider.tsx';
import type { AgreementChoice } from './agreement-choice.ts';
import { BreachTable } from './BreachTable.tsx';
import { ComplianceChart } from './ComplianceChart.tsx';
import { ComplianceTable } from './ComplianceTable.tsx';
import { ReturnTable } from './ReturnTable.tsx';
import { WhoseTime } from './WhoseTime.tsx';

export type AgreementProps = { data: ReadyAgreementPage; choice: AgreementChoice };

/** The picture of who is in time, then the numbers, then what went wrong, then whose the time was. */
export function CountedAgreement({ data, choice, reload }: AgreementProps & { reload: () => void }) {
  const { reader, texts } = usePlace();
  const asOf = fill(texts.agreement.asOf, {
    time: formatTime(Date.parse(data.asOf), reader),
    agreement: data.agreement.label,
    version: String(data.agreement.version),
  });
  return (
    <Flex direction="column" gap="large">
      <Flex direction="column" gap="extra-small">
        <Flex gap="small" align="center" wrap>
          <Text variant="microcopy">{asOf}</Text>
          <Button variant="transparent" size="xs" onClick={reload}>
            {texts.refresh}
          </Button>
        </Flex>
        {data.failed === 0 ? null : (
          <Text variant="microcopy">
            {`${fillCount(texts.agreementFailed, data.failed, reader.locale)} `}
            <PageLink to="/health/replays">{texts.whichRecords}</PageLink>
          </Text>
        )}
      </Flex>
      {data.groups.length === 0 ? (
        <EmptyState title={texts.agreement.emptyTitle} layout="vertical" imageName="target" imageWidth={120}>
          <Text>{texts.agreement.empty}</Text>
        </EmptyState>
      ) : (
        <>
          <ComplianceChart data={data} />
          <ComplianceTable data={data} choice={choice} />
          <BreachTable data={data} />
        </>
      )}
      <ReturnTable data={data} choice={choice} />
      <WhoseTime data={data} choice={choice} />
    </Flex>
  );
}
