import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import { ApiError } from './api-error.ts';

const largestBody = '10mb';

/** Reads JSON bodies, hands the request to the routers, and turns what they throw into HubSpot's error bodies. */
export function createHttpApp(routers: readonly Router[]): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.json({ limit: largestBody }));
  for (const router of routers) app.use(router);
  app.use(() => {
    throw new ApiError(404, 'resource not found');
  });
  app.use(answerError);
  return app;
}

const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const refusal = error instanceof ApiError ? error : refusalOf(error);
  response.set(refusal.headers).status(refusal.status).json(refusal.body);
};

function refusalOf(error: unknown): ApiError {
  const { type, status } = error as { type?: string; status?: number };
  const message = error instanceof Error ? error.message : String(error);
  if (type === 'entity.parse.failed') {
    return new ApiError(400, `Invalid input JSON: ${message}`, { category: 'VALIDATION_ERROR' });
  }
  return new ApiError(status ?? 500, `The portal failed: ${message}`);
}
