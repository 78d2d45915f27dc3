import { EmptyState, Text } from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';
import { useRecord } from '../RecordProvider.tsx';

export function DeletedCard() {
  const { texts } = useReader();
  const { kind } = useRecord();
  return (
    <EmptyState title={texts.deletedTitle[kind]} imageName="object" layout="vertical" imageWidth={120} flush>
      <Text>{texts.deleted}</Text>
    </EmptyState>
  );
}
