import { BarChart, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { usePlace } from '../PlaceProvider.tsx';
import type { AgreementProps } from './CountedAgreement.tsx';
import { clockNumbersShown } from './clock-numbers.ts';

const colours = {
  met: 'darkGreen',
  breached: 'darkOrange',
  running: 'darkBlue',
  paused: 'darkPurple',
  cancelled: 'darkYellow',
} as const;

/** Of each team and stage how many clocks stand how, one bar each. */
export function ComplianceChart({ data }: Pick<AgreementProps, 'data'>) {
  const { texts } = usePlace();
  const numbers = texts.clockNumbers;
  const bars = Map.groupBy(data.groups, ({ team, stage }) => `${team.label} · ${stage.label}`);
  const rows = [...bars].flatMap(([bar, groups]) =>
    clockNumbersShown.flatMap((number) => {
      const clocks = groups.reduce((sum, group) => sum + group[number], 0);
      return clocks === 0 ? [] : [{ bar, number: numbers[number], clocks }];
    }),
  );
  return (
    <Flex direction="column" gap="small">
      <Heading>{texts.agreement.compliance}</Heading>
      <Text variant="microcopy">{texts.agreement.complianceNote}</Text>
      <BarChart
        data={rows}
        axes={{
          x: { field: 'clocks', fieldType: 'linear', label: texts.agreement.clocks },
          y: { field: 'bar', fieldType: 'category' },
          options: {
            groupFieldByColor: 'number',
            stacking: true,
            colors: Object.fromEntries(clockNumbersShown.map((number) => [numbers[number], colours[number]])),
          },
        }}
        options={{ showLegend: true, showDataLabels: true }}
      />
    </Flex>
  );
}
