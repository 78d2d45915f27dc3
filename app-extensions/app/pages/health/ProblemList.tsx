import { Button, Flex, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { ReactNode } from 'react';
import { useNamesOf } from '../agreement/use-names-of.ts';
import type { CsvCell } from '../csv.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { isLinked, RecordName } from '../parts/RecordName.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';
import { useShown } from '../parts/use-shown.ts';
import { useBackend } from '../use-backend.ts';

export type Behind = { objectType: string | null; recordId: string | null };

type ProblemListProps<Row extends Behind> = {
  /** A table of the account's health, and what of it is asked for. */
  table: string;
  asked: Record<string, string | undefined>;
  title: string;
  note: string;
  testId: string;
  /** Without the record, which comes first. */
  columns: string[];
  cellsOf: (row: Row) => { cells: ReactNode[]; csv: CsvCell[] };
};

/** What is behind a number of the page *Health*, each with its record under the name that HubSpot has for it. */
export function ProblemList<Row extends Behind>(props: ProblemListProps<Row>) {
  const { context, reader, texts } = usePlace();
  const query = [`language=${reader.language}`];
  for (const [name, value] of Object.entries(props.asked)) {
    if (value !== undefined) query.push(`${name}=${encodeURIComponent(value)}`);
  }
  const backend = useBackend<{ rows: Row[] }>(context, `/api/settings/health/${props.table}?${query.join('&')}`);
  return (
    <Flex direction="column" gap="medium">
      <Text>
        <PageLink to="/health">{`← ${texts.backToHealth}`}</PageLink>
      </Text>
      <Loaded backend={backend}>{({ rows }) => <Problems {...props} rows={rows} />}</Loaded>
    </Flex>
  );
}

function Problems<Row extends Behind>({ rows, cellsOf, ...props }: ProblemListProps<Row> & { rows: Row[] }) {
  const { texts } = usePlace();
  const { shown, more } = useShown();
  const nameOf = useNamesOf(rows.slice(0, shown).flatMap(linkedOf));
  return (
    <Flex direction="column" gap="small">
      <SectionTable
        {...{ title: props.title, note: props.note, testId: props.testId, shown }}
        columns={[texts.record, ...props.columns]}
        rows={rows.map((row, index) => {
          const [linked] = linkedOf(row);
          const { objectType, recordId } = row;
          const { cells, csv } = cellsOf(row);
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
              ...cells,
            ],
            csv: [[objectType, recordId].filter(Boolean).join('/'), ...csv],
          };
        })}
      />
      {shown < rows.length ? (
        <Flex justify="start">
          <Button variant="secondary" size="sm" onClick={more}>
            {texts.more}
          </Button>
        </Flex>
      ) : null}
    </Flex>
  );
}

function linkedOf({ objectType, recordId }: Behind) {
  return objectType !== null && recordId !== null && isLinked(objectType) ? [{ objectType, recordId }] : [];
}
