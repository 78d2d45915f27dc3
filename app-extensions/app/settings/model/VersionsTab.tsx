import {
  Button,
  Flex,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { formatTime } from '../../cards/dates.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { CopyCsv } from '../../pages/parts/CopyCsv.tsx';
import type { Model } from '../draft/draft.ts';
import type { Told } from '../use-settings-action.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { ModelPartProps } from './ModelSettings.tsx';
import { publisherText } from './publisher-text.ts';

type VersionsTabProps = ModelPartProps & {
  onBegin: (model: Model) => void;
  onTrouble: (told: Exclude<Told<unknown>, { kind: 'done' }>) => void;
  onRestore: (version: number) => void;
};

/** Who put which model in force, and when; each can be looked at as a draft, or be put in force again. */
export function VersionsTab({ data, asking, isReadOnly, onBegin, onTrouble, onRestore }: VersionsTabProps) {
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  const [asked, setAsked] = useState<number | null>(null);
  const look = async (version: number) => {
    const told = await asking.readVersion(version);
    if (told?.kind === 'done') onBegin(told.data.model);
    else if (told !== null) onTrouble(told);
  };
  const header = [texts.version, texts.model, texts.publishedAt, texts.publishedByWhom, texts.state];
  return (
    <Flex direction="column" gap="small">
      <Flex justify="end">
        <CopyCsv
          header={header.slice(0, 4)}
          rows={data.versions.map((one) => [one.version, one.name, one.publishedAt, publisherText(one, texts)])}
        />
      </Flex>
      <Table bordered density="condensed" testId="versions">
        <TableHead>
          <TableRow>
            {header.map((name) => (
              <TableHeader key={name}>{name}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.versions.map((one) => (
            <TableRow key={one.version}>
              <TableCell>{String(one.version)}</TableCell>
              <TableCell>{one.name}</TableCell>
              <TableCell>{formatTime(Date.parse(one.publishedAt), reader)}</TableCell>
              <TableCell>{publisherText(one, texts)}</TableCell>
              <TableCell>
                {one.version === data.version ? (
                  <StatusTag variant="success">{texts.isInForce}</StatusTag>
                ) : isReadOnly ? null : asked === one.version ? (
                  <Flex gap="small" align="center" wrap>
                    <Text>{fill(texts.restoreQuestion, { version: String(one.version) })}</Text>
                    <Button
                      variant="primary"
                      size="xs"
                      onClick={() => {
                        setAsked(null);
                        onRestore(one.version);
                      }}
                    >
                      {texts.restoreYes}
                    </Button>
                    <Button variant="transparent" size="xs" onClick={() => setAsked(null)}>
                      {texts.cancel}
                    </Button>
                  </Flex>
                ) : (
                  <Flex gap="small" wrap>
                    <Button
                      variant="secondary"
                      size="xs"
                      disabled={asking.running !== null}
                      onClick={() => void look(one.version)}
                    >
                      {fill(texts.lookAt, { version: String(one.version) })}
                    </Button>
                    <Button
                      variant="secondary"
                      size="xs"
                      disabled={asking.running !== null}
                      onClick={() => setAsked(one.version)}
                    >
                      {fill(texts.restore, { version: String(one.version) })}
                    </Button>
                  </Flex>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}
