import { Router } from 'express';
import { ApiError } from '../api-error.ts';
import type { GrantStore } from './grant-store.ts';

const versions = ['2026-03', '2026-09', 'v3'];

/** An app takes itself out of the portal whose token it shows. Source: PLATFORM 5.2. */
export function createUninstallRouter(grants: GrantStore, uninstall: () => void): Router {
  const router = Router();
  router.delete('/appinstalls/:version/external-install', (request, response) => {
    if (!versions.includes(request.params.version)) throw new ApiError(404, 'resource not found');
    const given = /^Bearer (\S+)$/i.exec(request.get('Authorization') ?? '')?.[1];
    if (given === undefined || grants.readToken(given)?.status !== 'valid') {
      throw new ApiError(401, 'Authentication credentials not found.', { category: 'INVALID_AUTHENTICATION' });
    }
    uninstall();
    response.status(204).end();
  });
  return router;
}
