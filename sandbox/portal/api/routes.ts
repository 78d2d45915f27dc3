import { accountRoutes } from './account-routes.ts';
import { objectBatchRoutes } from './object-batch-routes.ts';
import { propertyGroupRoutes } from './property-group-routes.ts';
import { propertyRoutes } from './property-routes.ts';
import type { Route } from './route.ts';

/** Every CRM route of the portal. Fixed segments stand before those with a name in them. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...propertyGroupRoutes,
  ...propertyRoutes,
  ...objectBatchRoutes,
];
