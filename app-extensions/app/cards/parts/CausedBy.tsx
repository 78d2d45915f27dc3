import { Flex, Text } from '@hubspot/ui-extensions';
import { useNames } from '../NamesProvider.tsx';
import { useReader } from '../ReaderProvider.tsx';
import { RecordLink } from './RecordLink.tsx';

const namedAtMost = 3;

/** The people and deals whose moves brought a company into a stage, one click away. */
export function CausedBy({ keys }: { keys: string[] }) {
  const { texts } = useReader();
  const named = keys.slice(0, namedAtMost);
  const names = useNames(named);
  if (keys.length === 0) return null;
  const rest = keys.length - namedAtMost;
  return (
    <Flex gap="extra-small" wrap align="center">
      <Text variant="microcopy">{texts.through}</Text>
      {named.map((key) => (
        <RecordLink key={key} recordKey={key} name={names.get(key)} />
      ))}
      {rest > 0 ? <Text variant="microcopy">{`+${rest}`}</Text> : null}
    </Flex>
  );
}
