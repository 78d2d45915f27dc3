import { Flex, Heading, Table, TableBody, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import type { CsvCell } from '../csv.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { CopyCsv } from './CopyCsv.tsx';
import { HeadRow } from './HeadRow.tsx';

type SectionTableProps = {
  title: string;
  note: string;
  columns: string[];
  /** Of the CSV, where its columns are others or have units; else as on the page. */
  header?: string[];
  /** `csv` where no `copy` is given. */
  rows: { key: string; cells: ReactNode[]; csv?: CsvCell[] }[];
  testId: string;
  /** What is said where there is nothing. */
  empty?: string;
  /** What copies the table, of one of which the page has a part. */
  copy?: ReactNode;
  /** So many rows there are, of which those were told. */
  total?: number;
};

/** One table of a page with what it means; a word where there is nothing to tell. */
export function SectionTable({
  title,
  note,
  columns,
  header = columns,
  rows,
  testId,
  empty,
  copy,
  total,
}: SectionTableProps) {
  const { texts } = usePlace();
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{title}</Heading>
        {rows.length === 0
          ? null
          : (copy ?? (
              <CopyCsv header={header} rows={rows.map(({ csv = [] }) => csv)} {...(total !== undefined && { total })} />
            ))}
      </Flex>
      <Text variant="microcopy">{note}</Text>
      {rows.length === 0 ? (
        <Text>{empty ?? texts.nothingHere}</Text>
      ) : (
        <Table bordered density="condensed" testId={testId}>
          <HeadRow columns={columns} />
          <TableBody>
            {rows.map(({ key, cells }) => (
              <TableRow key={key}>
                {cells.map((cell, index) => (
                  <TableCell key={columns[index]}>{cell}</TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Flex>
  );
}
