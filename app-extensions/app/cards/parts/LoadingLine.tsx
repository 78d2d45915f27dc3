import { LoadingSpinner } from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';

export function LoadingLine() {
  const { texts } = useReader();
  return <LoadingSpinner label={texts.loading} showLabel layout="inline" />;
}
