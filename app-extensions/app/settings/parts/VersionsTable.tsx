import { Button, Flex, StatusTag, Table, TableBody, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import { type ReactNode, useState } from 'react';
import type { SettingsModelData } from '../../../../src/api/settings-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { CopyCsv } from '../../pages/parts/CopyCsv.tsx';
import { HeadRow } from '../../pages/parts/HeadRow.tsx';
import { useSettingsTexts } from '../use-settings-texts.ts';
import { AskBeforeLoss } from './AskBeforeLoss.tsx';
import { publisherText } from './publisher-text.ts';

type VersionsTableProps<Version> = {
  versions: readonly Version[];
  inForce: number;
  isReadOnly: boolean;
  isBusy: boolean;
  /** Whether the draft has changes that nobody has published. */
  isAtRisk: boolean;
  testId: string;
  /** What the versions are of. */
  name: string;
  /** A column of its own, between who published and the state. */
  more?: { header: string; cell: (version: Version) => string };
  /** What is to be chosen before a version is put in force again. */
  choice?: ReactNode;
  onLook: (version: number) => void;
  onRestore: (version: number) => void;
};

/** Who put what in force, and when; each can be looked at as a draft, or be put in force again. */
export function VersionsTable<Version extends SettingsModelData['versions'][number]>(
  props: VersionsTableProps<Version>,
) {
  const { versions, name, testId, more } = props;
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  const header = [texts.version, name, texts.publishedAt, texts.publishedByWhom, ...(more ? [more.header] : [])];
  const moreOf = (version: Version) => (more === undefined ? [] : [more.cell(version)]);
  return (
    <Flex direction="column" gap="small">
      <Flex justify="end">
        <CopyCsv
          header={header}
          rows={versions.map((one) => [
            ...[one.version, one.name, one.publishedAt, publisherText(one, texts)],
            ...moreOf(one),
          ])}
        />
      </Flex>
      <Table bordered density="condensed" testId={testId}>
        <HeadRow columns={[...header, texts.state]} />
        <TableBody>
          {versions.map((one) => (
            <TableRow key={one.version}>
              <TableCell>{String(one.version)}</TableCell>
              <TableCell>{one.name}</TableCell>
              <TableCell>{formatTime(Date.parse(one.publishedAt), reader)}</TableCell>
              <TableCell>{publisherText(one, texts)}</TableCell>
              {moreOf(one).map((text) => (
                <TableCell key={text}>{text}</TableCell>
              ))}
              <TableCell>
                <StateOf {...props} version={one.version} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function StateOf<Version>(props: VersionsTableProps<Version> & { version: number }) {
  const { version, inForce, isReadOnly, isBusy, isAtRisk, choice, onLook, onRestore } = props;
  const texts = useSettingsTexts();
  const [isAsked, setIsAsked] = useState(false);
  if (version === inForce) return <StatusTag variant="success">{texts.isInForce}</StatusTag>;
  if (isReadOnly) return null;
  const number = { version: String(version) };
  if (isAsked) {
    const restore = () => {
      setIsAsked(false);
      onRestore(version);
    };
    return (
      <Flex gap="small" align="center" wrap>
        <Text>{fill(texts.restoreQuestion, number)}</Text>
        {choice}
        <Button variant="secondary" size="xs" onClick={restore}>
          {texts.restoreYes}
        </Button>
        <Button variant="transparent" size="xs" onClick={() => setIsAsked(false)}>
          {texts.cancel}
        </Button>
      </Flex>
    );
  }
  return (
    <Flex gap="small" wrap>
      <AskBeforeLoss isAtRisk={isAtRisk} onYes={() => onLook(version)}>
        {(press) => (
          <Button variant="secondary" size="xs" disabled={isBusy} onClick={press}>
            {fill(texts.lookAt, number)}
          </Button>
        )}
      </AskBeforeLoss>
      <Button variant="secondary" size="xs" disabled={isBusy} onClick={() => setIsAsked(true)}>
        {fill(texts.restore, number)}
      </Button>
    </Flex>
  );
}
