import { Flex, Heading, Select, Table, TableBody, TableCell, TableRow } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { JourneySegment } from '../../../../src/api/journey-page-contract.ts';
import { fill } from '../../cards/texts/fill.ts';
import { type Place, usePlace } from '../PlaceProvider.tsx';
import { CopyCsv } from '../parts/CopyCsv.tsx';
import { HeadRow } from '../parts/HeadRow.tsx';
import type { CountedProps } from './CountedJourneys.tsx';
import { NumberLink } from './NumberLink.tsx';
import { lengthText, numbersCells, numbersHeader, shareText } from './numbers.ts';

/** One stage, split by source, owner, team or month; nothing when no split was chosen. */
export function SegmentTable({ data, choice }: CountedProps) {
  const place = usePlace();
  const { texts } = place;
  const [chosen, setChosen] = useState(data.stages[0]?.id ?? '');
  const stage = data.stages.find(({ id }) => id === chosen) ?? data.stages[0];
  if (data.by === null || stage === undefined) return null;
  const split = texts.splits[data.by];
  const columns = [split, texts.entered, texts.now, texts.forward, texts.back, texts.out, texts.edit, texts.median];
  const rows = data.segments.flatMap((segment) => {
    const numbers = segment.stages.find(({ id }) => id === stage.id);
    return numbers === undefined || numbers.entered + numbers.now === 0 ? [] : [{ segment, numbers }];
  });
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="end" wrap gap="small">
        <Heading>{fill(texts.segments, { split })}</Heading>
        <CopyCsv
          header={[texts.stage, split, ...numbersHeader(place)]}
          rows={data.segments.flatMap((segment) =>
            segment.stages.map((numbers) => [
              data.stages.find(({ id }) => id === numbers.id)?.label ?? numbers.id,
              segmentName(segment, data.by, place),
              ...numbersCells(numbers),
            ]),
          )}
        />
      </Flex>
      <Flex>
        <Select
          label={texts.stage}
          name="segment-stage"
          value={stage.id}
          options={data.stages.map(({ id, label }) => ({ value: id, label }))}
          onChange={(value) => setChosen(String(value))}
        />
      </Flex>
      <Table bordered density="condensed" testId="segments">
        <HeadRow columns={columns} />
        <TableBody>
          {rows.map(({ segment, numbers }) => (
            <TableRow key={segment.value}>
              <TableCell>{segmentName(segment, data.by, place)}</TableCell>
              {(['entered', 'now'] as const).map((kind) => (
                <TableCell key={kind}>
                  <NumberLink {...{ count: numbers[kind], stage: stage.id, kind, choice, segment: segment.value }} />
                </TableCell>
              ))}
              {(['forward', 'back', 'out'] as const).map((kind) => (
                <TableCell key={kind}>
                  <NumberLink
                    {...{ count: numbers[kind].count, stage: stage.id, kind, choice, segment: segment.value }}
                    share={numbers[kind].count === 0 ? null : shareText(numbers[kind], place)}
                  />
                </TableCell>
              ))}
              <TableCell>
                <NumberLink
                  {...{ count: numbers.edit, stage: stage.id, kind: 'edit', choice, segment: segment.value }}
                />
              </TableCell>
              <TableCell>{lengthText(numbers.time.medianMs, numbers.time.n, place)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

/** A month in words; a month is that of UTC, as it is counted. */
function segmentName({ label }: JourneySegment, by: string | null, { reader, texts }: Place): string {
  if (label === null) return texts.segmentUnknown;
  if (by !== 'month') return label;
  return new Intl.DateTimeFormat(reader.locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${label}-01T00:00:00Z`),
  );
}
