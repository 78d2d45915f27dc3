import { LoadingButton } from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';
import type { Card } from '../use-card.ts';

export function RetryButton({ card }: { card: Card }) {
  const { texts } = useReader();
  return (
    <LoadingButton variant="secondary" size="sm" loading={card.isLoading} onClick={() => void card.reload()}>
      {texts.retry}
    </LoadingButton>
  );
}
