import { Flex, LoadingButton } from '@hubspot/ui-extensions';
import { usePlace } from '../PlaceProvider.tsx';

/** Below a list of which there is more; as wide as its words. */
export function MoreButton({ isLoading, more }: { isLoading: boolean; more: () => void }) {
  const { texts } = usePlace();
  return (
    <Flex justify="start">
      <LoadingButton variant="secondary" size="sm" loading={isLoading} onClick={more}>
        {texts.more}
      </LoadingButton>
    </Flex>
  );
}
