import { Alert, List, Text } from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';

/** Oddities of what was heard, so that nobody trusts a date more than it deserves. */
export function Notices({ notices }: { notices: string[] }) {
  const { texts } = useReader();
  if (notices.length === 0) return null;
  return (
    <Alert title={texts.notices} variant="info">
      <List>
        {notices.map((notice) => (
          <Text key={notice}>{notice}</Text>
        ))}
      </List>
    </Alert>
  );
}
