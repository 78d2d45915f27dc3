import { Flex, Heading, Link, Table, TableBody, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import type { PreviewData } from '../../../../src/api/settings-contract.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { CopyCsv } from '../../pages/parts/CopyCsv.tsx';
import { HeadRow } from '../../pages/parts/HeadRow.tsx';
import { recordAddress, type typeIds } from '../../pages/records/record-address.ts';
import { useRecordNames } from '../../pages/records/use-record-names.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';

const mostMoves = 30;

/** Who would move: the most frequent moves first, each with some of those who would make it. */
export function MovesTable({ data }: { data: PreviewData }) {
  const texts = useSettingsTexts();
  const { context, reader, texts: pageTexts } = usePlace();
  const moves = data.moves.slice(0, mostMoves);
  const examples = moves.flatMap(({ objectType, examples: ids }) => ids.map((id) => ({ objectType, id })));
  const idsOf = (type: keyof typeof typeIds) => examples.filter((one) => one.objectType === type).map(({ id }) => id);
  const nameOf = {
    contact: useRecordNames('0-1', idsOf('contact')),
    company: useRecordNames('0-2', idsOf('company')),
    deal: useRecordNames('0-3', idsOf('deal')),
  };
  const stage = (model: 'before' | 'after', id: string | null) =>
    id === null
      ? texts.noStage
      : (data.models[model].stages.find((one) => one.id === id)?.names[reader.language] ?? id);
  const rows = moves.map((move) => ({
    key: `${move.objectType} ${move.fromStage} ${move.fromTeam} ${move.toStage} ${move.toTeam}`,
    object: pageTexts.recordTypes[move.objectType] ?? move.objectType,
    from: `${stage('before', move.fromStage)} (${texts.teams[move.fromTeam]})`,
    to: `${stage('after', move.toStage)} (${texts.teams[move.toTeam]})`,
    move,
  }));
  const header = [texts.records, texts.from, texts.to, texts.howMany, texts.forExample];
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{texts.moves}</Heading>
        <CopyCsv
          total={data.moves.length}
          header={header}
          rows={rows.map(({ object, from, to, move }) => [object, from, to, move.count, move.examples.join(' ')])}
        />
      </Flex>
      {rows.length === 0 ? (
        <Text>{texts.noMoves}</Text>
      ) : (
        <Table bordered density="condensed" testId="moves">
          <HeadRow columns={header} />
          <TableBody>
            {rows.map(({ key, object, from, to, move }) => (
              <TableRow key={key}>
                <TableCell>{object}</TableCell>
                <TableCell>{from}</TableCell>
                <TableCell>{to}</TableCell>
                <TableCell>{String(move.count)}</TableCell>
                <TableCell>
                  <Flex gap="extra-small" wrap>
                    {move.examples.map((id) => (
                      <Link key={id} href={recordAddress(context.portal.id, move.objectType, id)}>
                        {nameOf[move.objectType](id)}
                      </Link>
                    ))}
                  </Flex>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Flex>
  );
}
