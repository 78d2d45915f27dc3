import { Flex, Heading, Table, TableBody, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { CopyCsv } from '../parts/CopyCsv.tsx';
import { HeadRow } from '../parts/HeadRow.tsx';
import type { CountedProps } from './CountedJourneys.tsx';
import { NumberLink } from './NumberLink.tsx';
import { lengthText, numbersCells, numbersHeader, shareText } from './numbers.ts';

/** The funnel in numbers, and where each stage led. */
export function StageTable({ data, choice }: CountedProps) {
  const place = usePlace();
  const { reader, texts } = place;
  const format = new Intl.NumberFormat(reader.locale);
  const columns = [
    ...[texts.stage, texts.team, texts.entered, texts.now, texts.forward, texts.back, texts.out],
    ...[texts.edit, texts.median, texts.p90, texts.next],
  ];
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{texts.stages}</Heading>
        <CopyCsv {...csvOfStages({ data, texts })} />
      </Flex>
      <Table bordered density="condensed" testId="stages">
        <HeadRow columns={columns} />
        <TableBody>
          {data.stages.map((stage) => (
            <TableRow key={stage.id}>
              <TableCell>
                <Text format={{ fontWeight: 'demibold' }}>{stage.label}</Text>
              </TableCell>
              <TableCell>{stage.team.label}</TableCell>
              <TableCell>
                <NumberLink count={stage.entered} stage={stage.id} kind="entered" choice={choice} />
              </TableCell>
              <TableCell>
                <NumberLink
                  count={stage.now}
                  beside={
                    stage.nowByEdit === 0
                      ? null
                      : { kind: 'now-edit', text: fill(texts.nowByEdit, { count: format.format(stage.nowByEdit) }) }
                  }
                  {...{ stage: stage.id, kind: 'now', choice }}
                />
              </TableCell>
              {(['forward', 'back', 'out'] as const).map((kind) => (
                <TableCell key={kind}>
                  <NumberLink
                    count={stage[kind].count}
                    share={stage[kind].count === 0 ? null : shareText(stage[kind], place)}
                    {...{ stage: stage.id, kind, choice }}
                  />
                </TableCell>
              ))}
              <TableCell>
                <NumberLink count={stage.edit} stage={stage.id} kind="edit" choice={choice} />
              </TableCell>
              <TableCell>{lengthText(stage.time.medianMs, stage.time.n, place)}</TableCell>
              <TableCell>{lengthText(stage.time.p90Ms, stage.time.n, place)}</TableCell>
              <TableCell>
                {stage.next.map(({ stage: next, share }) => (
                  <Flex key={next.id} gap="extra-small">
                    <Text>{next.label}</Text>
                    <NumberLink count={share.count} stage={stage.id} kind={`to-${next.id}`} choice={choice} />
                  </Flex>
                ))}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Text variant="microcopy">{texts.stagesNote}</Text>
      <Text variant="microcopy">{fill(texts.tooFewNote, { count: String(data.minimum) })}</Text>
    </Flex>
  );
}

function csvOfStages({ data, texts }: Pick<CountedProps, 'data'> & Pick<ReturnType<typeof usePlace>, 'texts'>) {
  return {
    header: [texts.stage, texts.team, ...numbersHeader({ texts }), texts.next],
    rows: data.stages.map((stage) => [
      ...[stage.label, stage.team.label, ...numbersCells(stage)],
      stage.next.map(({ stage: next, share }) => `${next.label} ${share.count}`).join(', '),
    ]),
  };
}
