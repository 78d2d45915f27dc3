import { BarChart, EmptyState, Flex, Heading, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import type { ReadyJourneyPage } from '../../../../src/api/journey-page-contract.ts';
import { usePlace } from '../PlaceProvider.tsx';
import type { Standing } from '../records/standing.ts';
import { CountedNotes } from './CountedNotes.tsx';
import { JourneyMap } from './JourneyMap.tsx';
import type { JourneyChoice } from './journey-choice.ts';
import { SegmentTable } from './SegmentTable.tsx';
import { StageTable } from './StageTable.tsx';
import { StandingLink } from './StandingLink.tsx';
import { TouchpointMap } from './TouchpointMap.tsx';
import { TouchpointTable } from './TouchpointTable.tsx';

export type CountedProps = { data: ReadyJourneyPage; choice: JourneyChoice };

/** The picture first, then the numbers of each stage, then what the firm does there. */
export function CountedJourneys(props: CountedProps & { isLoading: boolean; reload: () => void }) {
  const { data, choice } = props;
  const { reader, texts } = usePlace();
  const format = new Intl.NumberFormat(reader.locale);
  const laps = { kind: 'new-lap', count: data.laps[0]?.share.count ?? 0 } as const;
  const shown: { kind: Standing; count: number }[] = [
    { kind: 'measured', count: data.records.measured },
    { kind: 'without-stage', count: data.records.withoutStage },
    ...(data.model.isCircular ? [laps] : []),
  ];
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
            {shown.map(({ kind, count }) => (
              <StatisticsItem key={kind} label={texts.standings[kind]} number={format.format(count)}>
                <StandingLink {...{ kind, count, choice }} />
              </StatisticsItem>
            ))}
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
