import type { ErrorRequestHandler, RequestHandler } from 'express';
import { errorCodes, JourneyStewardError } from '../errors.ts';
import type { Log } from '../log.ts';

/** Answers what no route knows. */
export const answerNotFound: RequestHandler = (request) => {
  throw new JourneyStewardError('not-found', `There is nothing at ${request.path}.`);
};

/** Answers a failure by its code; what was not expected is logged whole and told as `internal`. */
export function answerErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const known =
      error instanceof JourneyStewardError
        ? error
        : new JourneyStewardError('internal', 'Something went wrong here.', { cause: error });
    if (known.status >= 500) log.error({ err: error, code: known.code }, 'a request failed');
    const { code, message, status } = known;
    response.status(status).json({ error: { code, message, remedy: errorCodes[code].remedy } });
  };
}
