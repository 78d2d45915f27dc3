import type { PageUser } from './page-data.ts';

/** The person who sits before the page. Invented; the control API names the same id when nothing else is said. */
export const portalUser: PageUser = {
  id: 900_001,
  email: 'paula.portal@portal.example',
  firstName: 'Paula',
  lastName: 'Portal',
};
