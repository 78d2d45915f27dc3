import { Button, Flex, Input, Tag, Text, Tile } from '@hubspot/ui-extensions';
import { type ReactNode, useState } from 'react';
import type { SettingsProblem } from '../../../../src/api/settings-contract.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { type Names, nameIn } from '../draft/draft.ts';
import { problemsWithin } from '../draft/problems.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';

type Entry = { id: string; names: Names };

type EntryListProps<One extends Entry> = {
  title: string;
  entries: readonly One[];
  /** Where they stand in the model, such as `stages[2].touchpointMap.decisions`. */
  place: string;
  most: number;
  newLabel: string;
  addLabel: string;
  problems: readonly SettingsProblem[];
  isReadOnly: boolean;
  tagOf?: (entry: One) => string;
  /** That nothing is missing in it. */
  isWhole: (entry: One) => boolean;
  fieldsOf: (entry: One, place: string, onChange: (entry: One) => void) => ReactNode;
  onAdd: (name: string) => One;
  onEntries: (entries: One[]) => void;
};

/**
 * Entries with names in an order, to add, put elsewhere and take out. Their fields are drawn only while an entry is open, since
 * a model has hundreds of them; one in which something is wrong or missing stays open.
 */
export function EntryList<One extends Entry>(props: EntryListProps<One>) {
  const { title, entries, place, most, problems, isReadOnly, tagOf, isWhole, fieldsOf, onEntries } = props;
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  const [openId, setOpenId] = useState<string | null>(null);
  const move = (from: number, to: number) => {
    const changed = [...entries];
    changed.splice(to, 0, ...changed.splice(from, 1));
    onEntries(changed);
  };
  return (
    <Flex direction="column" gap="extra-small">
      <Text format={{ fontWeight: 'demibold' }}>{title}</Text>
      {entries.length === 0 ? <Text variant="microcopy">{texts.noneEntered}</Text> : null}
      {entries.map((entry, index) => {
        const at = `${place}[${index}]`;
        const found = problemsWithin(problems, at);
        const isWrong = !isWhole(entry) || found.some(({ severity }) => severity === 'error');
        const isMarked = isWrong || found.length > 0;
        const isOpen = isWrong || openId === entry.id;
        const name = nameIn(entry.names, reader.language) || entry.id;
        return (
          // A file may have an id twice; the check says so.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <Tile key={`${entry.id} ${index}`} compact>
            <Flex direction="column" gap="small">
              <Flex gap="small" align="center" wrap>
                <Text>{`${isMarked ? '⚠ ' : ''}${index + 1}. ${name}`}</Text>
                {tagOf === undefined ? null : <Tag>{tagOf(entry)}</Tag>}
                {isWrong ? null : (
                  <Button variant="transparent" size="xs" onClick={() => setOpenId(isOpen ? null : entry.id)}>
                    {isOpen ? texts.closeEntry : texts.openEntry}
                  </Button>
                )}
                {isReadOnly ? null : (
                  <>
                    <Button
                      variant="transparent"
                      size="xs"
                      disabled={index === 0}
                      onClick={() => move(index, index - 1)}
                    >
                      {texts.raisePlay}
                    </Button>
                    <Button
                      variant="transparent"
                      size="xs"
                      disabled={index === entries.length - 1}
                      onClick={() => move(index, index + 1)}
                    >
                      {texts.lower}
                    </Button>
                    <Button
                      variant="transparent"
                      size="xs"
                      onClick={() => onEntries(entries.filter((_, other) => other !== index))}
                    >
                      {texts.remove}
                    </Button>
                  </>
                )}
              </Flex>
              {isOpen
                ? fieldsOf(entry, at, (changed) => {
                    // What was completed stays open: the person is in the midst of it.
                    setOpenId(entry.id);
                    onEntries(entries.map((one, other) => (other === index ? changed : one)));
                  })
                : null}
            </Flex>
          </Tile>
        );
      })}
      {isReadOnly ? null : entries.length >= most ? (
        <Text variant="microcopy">{fill(texts.mostEntered, { count: String(most) })}</Text>
      ) : (
        <NewEntry {...props} onOpen={setOpenId} />
      )}
    </Flex>
  );
}

type NewEntryProps<One extends Entry> = EntryListProps<One> & { onOpen: (id: string) => void };

function NewEntry<One extends Entry>(props: NewEntryProps<One>) {
  const { entries, place, newLabel, addLabel, onAdd, onEntries, onOpen } = props;
  const [name, setName] = useState('');
  const add = () => {
    if (name.trim() === '') return;
    const entry = onAdd(name.trim());
    onOpen(entry.id);
    onEntries([...entries, entry]);
    setName('');
  };
  return (
    <Flex gap="small" align="end" wrap>
      <Input label={newLabel} name={`${place}.new`} value={name} onInput={setName} onChange={setName} />
      <Button variant="secondary" size="sm" onClick={add}>
        {addLabel}
      </Button>
    </Flex>
  );
}
