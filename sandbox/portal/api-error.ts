import { randomUUID } from 'node:crypto';

/** One entry of HubSpot's `errors` list. */
export type ErrorDetail = { message: string; code?: string; in?: string; context?: Record<string, string[]> };

/** HubSpot's error body. Source: PLATFORM 4.3 and 4.4; every field but `message` may be absent. */
export type ErrorBody = {
  status: 'error';
  message: string;
  correlationId: string;
  category?: string;
  subCategory?: string;
  errors?: ErrorDetail[];
  context?: Record<string, string[]>;
  errorType?: string;
  policyName?: string;
  requestId?: string;
};

/** A refusal that the portal answers as HubSpot does. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, rest: Partial<ErrorBody> = {}, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.body = { status: 'error', message, correlationId: randomUUID(), ...rest };
    this.headers = headers;
  }
}

export function validationError(message: string, rest: Partial<ErrorBody> = {}): ApiError {
  return new ApiError(400, message, { category: 'VALIDATION_ERROR', ...rest });
}

export function notFound(id: string): ApiError {
  return new ApiError(404, 'Object not found.  objectId are usually numeric.', {
    category: 'OBJECT_NOT_FOUND',
    context: { id: [id] },
  });
}
