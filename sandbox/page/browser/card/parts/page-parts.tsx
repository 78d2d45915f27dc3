import type { ReactNode } from 'react';
import { appPageAddress } from '../../app-place/app-page-address.ts';
import { PageLink as PortalLink } from '../../portal/PageLink.tsx';

type LinkProps = { to?: string; params?: Record<string, string>; children?: ReactNode };

function PageLink({ to = '/', params, children }: LinkProps) {
  return (
    <PortalLink href={appPageAddress(to, params)} className="part-link part-link-primary">
      {children}
    </PortalLink>
  );
}

function PageTitle({ children }: { children?: ReactNode }) {
  return <h2 className="part-heading">{children}</h2>;
}

function PageBreadcrumbs({ children }: { children?: ReactNode }) {
  return (
    <nav aria-label="Breadcrumbs" className="part-page-links">
      {children}
    </nav>
  );
}

export const pageParts = {
  PageLink,
  PageTitle,
  PageBreadcrumbs,
  PageBreadcrumbsPageLink: PageLink,
  PageBreadcrumbsCurrent: ({ children }: { children?: ReactNode }) => <span aria-current="page">{children}</span>,
};
