import { Readable } from 'node:stream';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { faultsSchema } from '../api/faults.ts';
import { readBody } from '../api/read-body.ts';
import { notFound } from '../api-error.ts';
import type { Portal } from '../portal.ts';
import { exportLines } from './export-lines.ts';
import { instantSchema } from './instant-schema.ts';
import { createRulesRouter } from './rules-router.ts';

const rate = z.number().min(0).max(1);
const historySchema = z.strictObject({
  path: z.string().min(1),
  shuffleSeed: z.number().int().optional(),
  duplicateRate: rate.optional(),
  dropRate: rate.optional(),
  seed: z.number().int().optional(),
  nowMs: z.number().int().optional(),
});
const searchLagSchema = z.strictObject({ lagMs: z.number().int().min(0) });
const userSchema = z.strictObject({ id: z.string(), superAdmin: z.boolean() });

const workflowsSchema = z.strictObject({
  workflows: z.array(
    z.strictObject({
      id: z.string().min(1),
      property: z.string().min(1),
      value: z.string().min(1),
      reenrols: z.boolean().default(true),
    }),
  ),
  enrolsExisting: z.boolean().default(false),
});

/** What only the sandbox has: playing a history, watching, moving the clock, breaking things, and editing as a user. */
export function createControlRouter(portal: Portal): Router {
  const router = Router();
  router.use(createRulesRouter(portal.state));
  router.get('/sandbox/status', (_request, response) => {
    response.json(portal.status());
  });
  router.get('/sandbox/export', (request, response) => streamExport(portal, request, response));
  router.post('/sandbox/history', (request, response) => {
    portal.startHistory(definedOf(readBody(historySchema, request.body)));
    response.status(202).json({ accepted: true });
  });
  router.post('/sandbox/target', (request, response) => {
    const { url } = readBody(z.strictObject({ url: z.url({ protocol: /^https?$/ }).nullable() }), request.body);
    portal.deliveries.setTarget(url);
    response.json({ url });
  });
  router.post('/sandbox/clock', (request, response) => {
    portal.clock.set(readBody(z.strictObject({ now: instantSchema }), request.body).now);
    response.json({ clock: new Date(portal.clock.now()).toISOString() });
  });
  router.post('/sandbox/faults', (request, response) => {
    const { faults } = readBody(faultsSchema, request.body);
    portal.faults.set(definedOf(faults));
    response.json({ faults });
  });
  router.get('/sandbox/faults', (_request, response) => {
    response.json({ faults: portal.faults.report() });
  });
  router.post('/sandbox/workflows', (request, response) => {
    const { workflows, enrolsExisting } = readBody(workflowsSchema, request.body);
    portal.workflows.turnOn(workflows, enrolsExisting);
    response.json({ workflows: portal.workflows.report() });
  });
  router.get('/sandbox/workflows', (_request, response) => {
    response.json({ workflows: portal.workflows.report() });
  });
  router.post('/sandbox/change', (request, response) => {
    response.json(portal.change(request.body));
  });
  router.post('/sandbox/scopes', (request, response) => {
    portal.state.withheldScopes = readBody(z.strictObject({ withheld: z.array(z.string()) }), request.body).withheld;
    response.json({ withheld: portal.state.withheldScopes });
  });
  router.post('/sandbox/search-lag', (request, response) => {
    portal.state.searchIndex.lagMs = readBody(searchLagSchema, request.body).lagMs;
    response.json({ lagMs: portal.state.searchIndex.lagMs });
  });
  router.post('/sandbox/users', (request, response) => {
    const { id, superAdmin } = readBody(userSchema, request.body);
    const user = portal.state.users.find((one) => one.id === id);
    if (user === undefined) throw notFound(id);
    user.superAdmin = superAdmin;
    response.json(user);
  });
  router.post('/sandbox/journal', (request, response) => {
    const { lateReads } = readBody(z.strictObject({ lateReads: z.number().int().nonnegative() }), request.body);
    portal.journal.setLateReads(lateReads);
    response.json({ lateReads });
  });
  router.post('/sandbox/uninstall', (_request, response) => {
    portal.uninstall();
    response.json({ uninstalled: true });
  });
  return router;
}

function streamExport(portal: Portal, request: Request, response: Response): void {
  response.type('application/x-ndjson');
  Readable.from(exportLines(portal.state, request.query.withHistory === 'true')).pipe(response);
}

/** Optional keys that zod leaves as undefined are taken out: they mean absent. */
function definedOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
