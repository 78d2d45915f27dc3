import { accountRoutes } from './account-routes.ts';
import { associationRoutes } from './association-routes.ts';
import { objectActionRoutes } from './object-action-routes.ts';
import { objectBatchRoutes } from './object-batch-routes.ts';
import { objectRoutes } from './object-routes.ts';
import { propertyGroupRoutes } from './property-group-routes.ts';
import { propertyRoutes } from './property-routes.ts';
import { propertyValidationRoutes } from './property-validation-routes.ts';
import type { Route } from './route.ts';
import { searchRoutes } from './search-routes.ts';
import { userRoutes } from './user-routes.ts';

/** Every CRM route of the portal. Fixed segments stand before those with a name in them. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...userRoutes,
  ...propertyGroupRoutes,
  ...propertyRoutes,
  ...propertyValidationRoutes,
  ...associationRoutes,
  ...objectBatchRoutes,
  ...objectActionRoutes,
  ...searchRoutes,
  ...objectRoutes,
];
