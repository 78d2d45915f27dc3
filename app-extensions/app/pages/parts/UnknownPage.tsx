import { EmptyState, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { usePlace } from '../PlaceProvider.tsx';

export function UnknownPage() {
  const { texts } = usePlace();
  return (
    <EmptyState title={texts.unknownPageTitle} layout="vertical">
      <Text>
        <PageLink to="/">{texts.titles.journey}</PageLink>
      </Text>
    </EmptyState>
  );
}
