import { TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';

/** The head of a table: one row with a text for each column. */
export function HeadRow({ columns }: { columns: readonly string[] }) {
  return (
    <TableHead>
      <TableRow>
        {columns.map((column) => (
          <TableHeader key={column}>{column}</TableHeader>
        ))}
      </TableRow>
    </TableHead>
  );
}
