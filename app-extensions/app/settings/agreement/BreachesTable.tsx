import { Flex, Heading, Link, Table, TableBody, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import type { AgreementPreviewData } from '../../../../src/api/agreement-settings-contract.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { CopyCsv } from '../../pages/parts/CopyCsv.tsx';
import { HeadRow } from '../../pages/parts/HeadRow.tsx';
import { recordAddress, typeIds } from '../../pages/records/record-address.ts';
import { useRecordNames } from '../../pages/records/use-record-names.ts';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { AgreementPartProps } from './AgreementSettings.tsx';

type Group = AgreementPreviewData['groups'][number];
type RecordKind = keyof typeof typeIds;

/** A team in a stage to a row, with some of the records in which a breach would appear or vanish. */
export function BreachesTable({ data, compared }: AgreementPartProps & { compared: AgreementPreviewData }) {
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const { reader } = usePlace();
  const format = new Intl.NumberFormat(reader.locale);
  const nameOf = useExampleNames(compared.groups);
  const missed = ({ breached, clocks }: Group['before']) =>
    fill(texts.breachedOf, { breached: format.format(breached), clocks: format.format(clocks) });
  const rows = compared.groups.map((group) => ({
    key: `${group.team} ${group.stage} ${group.kind}`,
    group,
    words: [
      shared.teams[group.team],
      data.stages.find(({ id }) => id === group.stage)?.names[reader.language] ?? group.stage,
      texts.clocks[group.kind],
      missed(group.before),
      missed(group.after),
    ],
  }));
  const header = [texts.team, texts.stage, texts.clock, texts.before, texts.after, texts.appear, texts.vanish];
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{texts.breaches}</Heading>
        <CopyCsv
          header={[...header, shared.forExample]}
          rows={rows.map(({ words, group }) => [...words, group.appear, group.vanish, group.examples.join(' ')])}
        />
      </Flex>
      {rows.length === 0 ? (
        <Text>{texts.noClocks}</Text>
      ) : (
        <Table bordered density="condensed" testId="breaches">
          <HeadRow columns={[...header, shared.forExample]} />
          <TableBody>
            {rows.map(({ key, words, group }) => (
              <TableRow key={key}>
                {words.map((word, place) => (
                  <TableCell key={header[place] ?? word}>{word}</TableCell>
                ))}
                <TableCell>{group.appear === 0 ? '0' : `+${format.format(group.appear)}`}</TableCell>
                <TableCell>{group.vanish === 0 ? '0' : `−${format.format(group.vanish)}`}</TableCell>
                <TableCell>
                  <Examples group={group} nameOf={nameOf} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Flex>
  );
}

type NameOf = (kind: RecordKind, id: string) => string;

function Examples({ group, nameOf }: { group: Group; nameOf: NameOf }) {
  const { context } = usePlace();
  return (
    <Flex gap="extra-small" wrap>
      {group.examples.map(recordOf).map(({ kind, id }) => (
        <Link key={`${kind} ${id}`} href={recordAddress(context.portal.id, kind, id)}>
          {nameOf(kind, id)}
        </Link>
      ))}
    </Flex>
  );
}

/** The names of all records that are examples, as HubSpot has them for whoever reads. */
function useExampleNames(groups: readonly Group[]): NameOf {
  const examples = groups.flatMap((group) => group.examples.map(recordOf));
  const idsOf = (kind: RecordKind) => examples.filter((one) => one.kind === kind).map(({ id }) => id);
  const names = {
    contact: useRecordNames(typeIds.contact, idsOf('contact')),
    company: useRecordNames(typeIds.company, idsOf('company')),
    deal: useRecordNames(typeIds.deal, idsOf('deal')),
  };
  return (kind, id) => names[kind](id);
}

/** `contact/5` as the record that it names. */
function recordOf(example: string): { kind: RecordKind; id: string } {
  const [kind = 'contact', id = ''] = example.split('/');
  return { kind: kind as RecordKind, id };
}
