import { Flex, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { ReactNode } from 'react';
import { useNamesOf } from '../agreement/use-names-of.ts';
import type { CsvCell } from '../csv.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { CopyWholeCsv } from '../parts/CopyWholeCsv.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { isLinked, RecordName } from '../parts/RecordName.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';
import { type Parts, useParts } from '../records/use-parts.ts';

/** Few enough to be drawn at once, and for HubSpot to name them in one search. */
const rowsShown = 100;

export type Behind = { objectType: string | null; recordId: string | null };

type ProblemListProps<Row extends Behind> = {
  /** A table of the account's health, and what of it is asked for. */
  table: string;
  asked: Record<string, string | undefined>;
  title: string;
  note: string;
  testId: string;
  /** What is said where there is nothing. */
  empty?: string;
  /** Without the record, which comes first. */
  columns: string[];
  cellsOf: (row: Row) => { cells: ReactNode[]; csv: CsvCell[] };
};

/** What is behind a number of the page *Health*, each with its record under the name that HubSpot has for it. */
export function ProblemList<Row extends Behind>(props: ProblemListProps<Row>) {
  const { reader, texts } = usePlace();
  const query = [`language=${reader.language}`];
  for (const [name, value] of Object.entries(props.asked)) {
    if (value !== undefined) query.push(`${name}=${encodeURIComponent(value)}`);
  }
  const list = useParts<{ rows: Row[]; next: string | null }, Row>(
    `/api/settings/health/${props.table}?${query.join('&')}`,
    ({ rows }) => rows,
    rowsShown,
  );
  return (
    <Flex direction="column" gap="medium">
      <Text>
        <PageLink to="/health">{`← ${texts.backToHealth}`}</PageLink>
      </Text>
      <Loaded backend={list.backend}>{() => <Problems {...props} list={list} />}</Loaded>
    </Flex>
  );
}

function Problems<Row extends Behind>({
  list,
  cellsOf,
  ...props
}: ProblemListProps<Row> & { list: Parts<unknown, Row> }) {
  const { texts } = usePlace();
  const { rows, hasMore, more } = list;
  const nameOf = useNamesOf(rows.flatMap(linkedOf));
  const columns = [texts.record, ...props.columns];
  return (
    <Flex direction="column" gap="small">
      <SectionTable
        {...{ title: props.title, note: props.note, testId: props.testId, columns }}
        {...(props.empty !== undefined && { empty: props.empty })}
        copy={
          <CopyWholeCsv
            list={list}
            unnamed={0}
            header={columns}
            cellsOf={(row) => [[row.objectType, row.recordId].filter(Boolean).join('/'), ...cellsOf(row).csv]}
          />
        }
        rows={rows.map((row, index) => {
          const [linked] = linkedOf(row);
          const { objectType, recordId } = row;
          return {
            key: `${index} ${objectType}/${recordId}`,
            cells: [
              objectType === null || recordId === null ? (
                texts.nothing
              ) : (
                <RecordName
                  key="record"
                  {...{ objectType, recordId }}
                  {...(linked !== undefined && { name: nameOf(linked) })}
                />
              ),
              ...cellsOf(row).cells,
            ],
          };
        })}
      />
      {hasMore ? <MoreButton isLoading={list.backend.isLoading} more={more} /> : null}
    </Flex>
  );
}

function linkedOf({ objectType, recordId }: Behind) {
  return objectType !== null && recordId !== null && isLinked(objectType) ? [{ objectType, recordId }] : [];
}
