import express, { type Router } from 'express';
import type { QueueSizes } from '../store/queues.ts';
import type { Metrics } from './metrics.ts';

/** `/healthz`: whether the database answers, and how much work waits. `/metrics`: all counters. */
export function healthRoutes(options: { readQueueSizes: () => Promise<QueueSizes>; metrics: Metrics }): Router {
  const router = express.Router();
  router.get('/healthz', async (_request, response) => {
    try {
      response.json({ status: 'ok', queued: await options.readQueueSizes() });
    } catch {
      response.status(503).json({ status: 'database-unreachable' });
    }
  });
  router.get('/metrics', async (_request, response) => {
    response.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics());
  });
  return router;
}
