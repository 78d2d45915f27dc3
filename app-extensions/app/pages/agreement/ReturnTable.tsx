import { usePlace } from '../PlaceProvider.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';
import { AgreementLink } from './AgreementLink.tsx';
import type { AgreementProps } from './CountedAgreement.tsx';

/** Why leads were given back, the most frequent first. */
export function ReturnTable({ data, choice }: AgreementProps) {
  const { texts } = usePlace();
  const { returns, returnsNote, noReturns, returnedBy, returnedTo } = texts.agreement;
  return (
    <SectionTable
      title={returns}
      note={returnsNote}
      empty={noReturns}
      testId="returns"
      columns={[texts.stage, returnedBy, returnedTo, texts.reason, texts.agreement.howOften]}
      rows={data.returns.map(({ stage, by, to, reason, count }) => ({
        key: `${stage.id} ${by.id} ${to.id} ${reason.id}`,
        cells: [
          ...[stage.label, by.label, to.label, reason.label],
          <AgreementLink
            key="count"
            count={count}
            of={{ number: 'returned', team: by.id, stage: stage.id, reason: reason.id, to: to.id }}
            period={choice.period}
          />,
        ],
        csv: [stage.label, by.label, to.label, reason.label, count],
      }))}
    />
  );
}
