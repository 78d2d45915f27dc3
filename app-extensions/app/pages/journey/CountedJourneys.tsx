import { BarChart, EmptyState, Flex, Heading, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import type { ReadyJourneyPage } from '../../../../src/api/journey-page-contract.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { CountedNotes } from './CountedNotes.tsx';
import { JourneyMap } from './JourneyMap.tsx';
import type { JourneyChoice } from './journey-choice.ts';
import { SegmentTable } from './SegmentTable.tsx';
import { StageTable } from './StageTable.tsx';
import { TouchpointMap } from './TouchpointMap.tsx';
import { TouchpointTable } from './TouchpointTable.tsx';

export type CountedProps = { data: ReadyJourneyPage; choice: JourneyChoice };

/** The picture first, then the numbers of each stage, then what the firm does there. */
export function CountedJourneys(props: CountedProps & { isLoading: boolean; reload: () => void }) {
  const { data, choice } = props;
  const { reader, texts } = usePlace();
  const format = new Intl.NumberFormat(reader.locale);
  const isEmpty = data.stages.every(({ entered, now }) => entered === 0 && now === 0);
  return (
    <Flex direction="column" gap="large">
      <CountedNotes {...props} />
      {isEmpty ? (
        <EmptyState title={texts.emptyTitle} layout="vertical" imageName="target" imageWidth={120}>
          <Text>{texts.empty}</Text>
        </EmptyState>
      ) : (
        <>
          <Statistics>
            <StatisticsItem label={texts.measured} number={format.format(data.records.measured)} />
            <StatisticsItem label={texts.withoutStage} number={format.format(data.records.withoutStage)} />
            {data.model.isCircular ? (
              <StatisticsItem label={texts.secondLap} number={format.format(data.laps[0]?.share.count ?? 0)} />
            ) : null}
          </Statistics>
          <JourneyMap data={data} />
          <StageTable data={data} choice={choice} />
          <Flex direction="column" gap="small">
            <Heading>{texts.funnel}</Heading>
            <BarChart
              data={data.stages.map(({ label, entered }) => ({ stage: label, entered }))}
              axes={{
                x: { field: 'stage', fieldType: 'category', label: texts.stage },
                y: { field: 'entered', fieldType: 'linear', label: texts.entered },
              }}
              options={{ showDataLabels: true, showLegend: false }}
            />
          </Flex>
          <SegmentTable data={data} choice={choice} />
        </>
      )}
      <TouchpointMap data={data} choice={choice} />
      <TouchpointTable data={data} choice={choice} />
    </Flex>
  );
}
