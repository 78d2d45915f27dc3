import { Flex, Link, Table, TableBody, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import type { JourneyChoice } from '../journey/journey-choice.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { HeadRow } from '../parts/HeadRow.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { recordAddress } from './record-address.ts';

export type RecordRowsProps<Row> = {
  testId: string;
  object: JourneyChoice['object'];
  /** The heads of the columns, that of the names first. */
  columns: readonly string[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  nameOf: (recordId: string) => string;
  /** What is told of a record behind its name. */
  cellsOf: (row: Row) => readonly string[];
  list: { hasMore: boolean; more: () => void; backend: { isLoading: boolean } };
};

/** Records by their names, each leading to its page in HubSpot, and the button for more of them. */
export function RecordRows<Row extends { recordId: string }>(props: RecordRowsProps<Row>) {
  const { testId, object, columns, rows, keyOf, nameOf, cellsOf, list } = props;
  const { context, texts } = usePlace();
  return (
    <Flex direction="column" gap="small">
      {rows.length === 0 ? (
        <Text>{list.hasMore ? texts.searching : texts.noRecords}</Text>
      ) : (
        <Table bordered density="condensed" testId={testId}>
          <HeadRow columns={columns} />
          <TableBody>
            {rows.map((row) => (
              <TableRow key={keyOf(row)}>
                <TableCell>
                  <Link href={recordAddress(context.portal.id, object, row.recordId)}>{nameOf(row.recordId)}</Link>
                </TableCell>
                {cellsOf(row).map((cell, index) => (
                  <TableCell key={columns[index + 1]}>{cell}</TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {list.hasMore ? <MoreButton isLoading={list.backend.isLoading} more={list.more} /> : null}
    </Flex>
  );
}
