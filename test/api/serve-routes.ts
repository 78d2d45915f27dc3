import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { answerErrors, answerNotFound } from '../../src/api/answer-errors.ts';

/** Serves routes as the app does, with its answers for what fails. Ends with the test. */
export async function serveRoutes(...routers: Router[]): Promise<{ url: string; logged: string[] }> {
  const logged: string[] = [];
  const log = pino({}, { write: (line: string) => void logged.push(line) });
  const app = express();
  for (const router of routers) app.use(router);
  const server = app.use(answerNotFound, answerErrors(log)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, logged };
}
