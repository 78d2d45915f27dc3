import { Divider, Flex, Inline } from '@hubspot/ui-extensions';
import { PageLink, PageTitle, usePageRoute } from '@hubspot/ui-extensions/pages';
import type { ReactNode } from 'react';
import { usePlace } from '../PlaceProvider.tsx';
import { PlaceBoundary } from './PlaceBoundary.tsx';

/** What stands around every page: its title, and the way to the others. */
export function Layout({ children }: { children?: ReactNode }) {
  const { texts } = usePlace();
  const { routeId = '' } = usePageRoute();
  const title = texts.titles[routeId as keyof typeof texts.titles] ?? texts.unknownPageTitle;
  return (
    <Flex direction="column" gap="medium">
      <PageTitle>{title}</PageTitle>
      <Inline gap="medium">
        <PageLink to="/">{texts.titles.journey}</PageLink>
        <PageLink to="/handoffs">{texts.titles.handoffs}</PageLink>
        <PageLink to="/agreement">{texts.titles.agreement}</PageLink>
        <PageLink to="/health">{texts.titles.health}</PageLink>
      </Inline>
      <Divider />
      <PlaceBoundary of={routeId}>{children}</PlaceBoundary>
    </Flex>
  );
}
