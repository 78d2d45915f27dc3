import { EmptyState, Text } from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';

export function DeletedCard() {
  const { texts } = useReader();
  return (
    <EmptyState title={texts.deletedTitle} imageName="object" layout="vertical" imageWidth={120} flush>
      <Text>{texts.deleted}</Text>
    </EmptyState>
  );
}
