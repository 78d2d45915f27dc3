import { Alert, Flex, LoadingButton, Select, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import type { AgreementPreviewData } from '../../../../src/api/agreement-settings-contract.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { AgreementPartProps, PreviewedAgreement } from './AgreementSettings.tsx';
import { BreachesTable } from './BreachesTable.tsx';
import { type Period, periods } from './period.ts';

type BreachesTabProps = AgreementPartProps & {
  previewed: PreviewedAgreement | null;
  period: Period;
  onPeriod: (period: Period) => void;
  onPreview: () => void;
};

/** What the draft would have made of the visits that there were: which breaches appear, and which vanish. */
export function BreachesTab(props: BreachesTabProps) {
  const { draft, previewed, asking, period, onPeriod, onPreview } = props;
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  return (
    <Flex direction="column" gap="medium">
      <Text>{texts.previewNote}</Text>
      <Flex gap="small" align="end" wrap>
        <Select
          label={texts.since}
          name="agreement-since"
          value={period}
          options={periods.map((value) => ({ value, label: texts.periods[value] }))}
          onChange={(value) => value !== undefined && onPeriod(value as Period)}
        />
        <LoadingButton
          variant="secondary"
          loading={asking.running === 'preview'}
          disabled={asking.running !== null}
          onClick={onPreview}
        >
          {shared.preview}
        </LoadingButton>
      </Flex>
      {previewed === null ? null : (
        <Flex direction="column" gap="medium">
          {previewed.agreement === draft.agreement ? null : <Alert title={shared.previewOutdated} variant="warning" />}
          <Compared {...props} compared={previewed.data} />
        </Flex>
      )}
    </Flex>
  );
}

function Compared(props: BreachesTabProps & { compared: AgreementPreviewData }) {
  const { groups, isPartial, records, total, changed, failed } = props.compared;
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const { reader } = usePlace();
  const format = new Intl.NumberFormat(reader.locale);
  const sum = (kind: 'appear' | 'vanish') => format.format(groups.reduce((total, group) => total + group[kind], 0));
  return (
    <Flex direction="column" gap="medium">
      {isPartial ? (
        <Alert title={shared.partialTitle} variant="warning">
          <Text>{fill(shared.partial, { records: format.format(records), total: format.format(total) })}</Text>
        </Alert>
      ) : null}
      <Statistics>
        <StatisticsItem label={shared.lookedAt} number={format.format(records)} />
        <StatisticsItem label={shared.wouldChange} number={format.format(changed)} />
        <StatisticsItem label={texts.appear} number={sum('appear')} />
        <StatisticsItem label={texts.vanish} number={sum('vanish')} />
        <StatisticsItem label={shared.notReplayed} number={format.format(failed)} />
      </Statistics>
      <BreachesTable {...props} />
    </Flex>
  );
}
