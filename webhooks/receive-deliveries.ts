import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { type ErrorCode, errorCodes, JourneyStewardError } from '../src/errors.ts';
import { verdictBeforeBody, verifySignature } from '../src/hubspot/verify-signature.ts';
import type { Log } from '../src/log.ts';
import type { DeliveryLog } from './delivery-log.ts';

export type IntakeOptions = {
  publicUrl: string;
  clientSecrets: readonly string[];
  maxBodyBytes: number;
  log: Log;
  deliveryLog: DeliveryLog;
  /** Called with what became of each request: `accepted`, or the code of the refusal. */
  onAnswer: (outcome: 'accepted' | ErrorCode) => void;
};

/**
 * The door for HubSpot's deliveries, at the path where the router is mounted. A delivery is answered with 200 as soon as
 * its bytes are durable, whatever they say: understanding them comes later, and one bad event never costs the others.
 */
export function receiveDeliveries(options: IntakeOptions): Router {
  const router = express.Router();
  const raw = express.raw({ type: () => true, limit: options.maxBodyBytes, inflate: false });
  const refuse: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    const refusal = toRefusal(error);
    options.onAnswer(refusal.code);
    if (refusal.status >= 500) options.log.error({ err: error, code: refusal.code }, 'a delivery was not accepted');
    else options.log.warn({ code: refusal.code }, 'a delivery was refused');
    const { code, message, status } = refusal;
    response.status(status).json({ error: { code, message, remedy: errorCodes[code].remedy } });
  };
  router.all('/', onlyPost, onlyAsMuch(options), whileThereIsRoom(options), onlyJson, onlySigned, raw, accept(options));
  router.use(refuse);
  return router;
}

const onlyPost: RequestHandler = (request, response, next) => {
  if (request.method === 'POST') return next();
  response.setHeader('Allow', 'POST');
  throw new JourneyStewardError('method-not-allowed', `Deliveries come by POST; this was ${request.method}.`);
};

/** The body reader would answer only after it had received all of a body that is too large. */
function onlyAsMuch({ maxBodyBytes }: IntakeOptions): RequestHandler {
  return (request, response, next) => {
    const bytes = Number(request.headers['content-length'] ?? 0);
    if (bytes <= maxBodyBytes) return next();
    response.setHeader('Connection', 'close');
    throw new JourneyStewardError('body-too-large', `This app accepts ${maxBodyBytes} bytes; the body has ${bytes}.`);
  };
}

function whileThereIsRoom({ deliveryLog, maxBodyBytes }: IntakeOptions): RequestHandler {
  return (request, response, next) => {
    // A body that does not say how long it is may be as long as is allowed.
    const bytes = Number(request.headers['content-length'] ?? maxBodyBytes);
    if (!deliveryLog.isOverCapacity(bytes)) {
      const release = deliveryLog.reserve(bytes);
      response.locals.release = release;
      response.once('close', release);
      return next();
    }
    response.setHeader('Retry-After', '5');
    response.setHeader('Connection', 'close');
    throw new JourneyStewardError('over-capacity', 'Too many deliveries wait to be stored.');
  };
}

const onlyJson: RequestHandler = (request, _response, next) => {
  const type = request.headers['content-type'] ?? '';
  if (/^application\/json\s*(;|$)/i.test(type)) return next();
  throw new JourneyStewardError('media-type-unsupported', `Deliveries are application/json; this was "${type}".`);
};

/** Without a signature, or with one whose time is over, a body need not be received at all. */
const onlySigned: RequestHandler = (request, response, next) => {
  const verdict = verdictBeforeBody(request.headers, { now: Date.now(), olderSchemes: ['v1', 'v2'] });
  if (verdict === null) return next();
  response.setHeader('Connection', 'close');
  throw new JourneyStewardError(verdict, signatureMessages[verdict]);
};

function accept(options: IntakeOptions): RequestHandler {
  return async (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = verifySignature(
      { method: request.method, url: options.publicUrl + request.originalUrl, headers: request.headers, body },
      { secrets: options.clientSecrets, now: Date.now(), olderSchemes: ['v1', 'v2'] },
    );
    if (verdict !== 'valid') throw new JourneyStewardError(verdict, signatureMessages[verdict]);
    (response.locals.release as () => void)();
    await options.deliveryLog.append(body);
    options.onAnswer('accepted');
    response.status(200).end();
  };
}

const signatureMessages = {
  'signature-missing': 'The request carries no signature that this address accepts.',
  'signature-wrong': 'The signature does not fit the request.',
  'signature-stale': 'The time of the signature is more than five minutes away from now.',
} as const;

/** Names what the body reader and the store report. */
function toRefusal(error: unknown): JourneyStewardError {
  if (error instanceof JourneyStewardError) return error;
  const { type } = error as { type?: string };
  const [code, message] = bodyFailures[type ?? ''] ?? ['internal', 'The delivery could not be stored.'];
  return new JourneyStewardError(code, message, { cause: error });
}

const bodyFailures: Readonly<Record<string, [ErrorCode, string]>> = {
  'entity.too.large': ['body-too-large', 'The body is larger than this app accepts.'],
  'encoding.unsupported': ['encoding-unsupported', 'The body is encoded; HubSpot signs and sends plain bytes.'],
  'request.aborted': ['body-incomplete', 'The connection ended before the whole body had come.'],
  'request.size.invalid': ['body-incomplete', 'The body is not as long as Content-Length says.'],
};
