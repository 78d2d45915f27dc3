import { ApiError } from '../api-error.ts';
import type { Fault } from './faults.ts';

/** The error that HubSpot gives with a status of PLATFORM 4.4. */
export function faultAnswer(status: NonNullable<Fault['status']>): ApiError {
  switch (status) {
    case 423:
      return new ApiError(423, 'The records are locked by other writes. Try again later.', { category: 'LOCKED' });
    case 429:
      return rateLimitAnswer('TEN_SECONDLY_ROLLING');
    case 477:
      return new ApiError(477, 'The account is being moved to another data centre.', {}, { 'Retry-After': '3600' });
    case 500:
      return new ApiError(500, 'internal error');
    case 502:
      return new ApiError(502, 'bad gateway');
    case 503:
      return new ApiError(503, 'service unavailable');
    case 504:
      return new ApiError(504, 'gateway timeout');
  }
}

export function rateLimitAnswer(policyName: 'TEN_SECONDLY_ROLLING' | 'SECONDLY'): ApiError {
  const answer = new ApiError(429, `You have reached your ${policyName.toLowerCase()} limit.`, {
    errorType: 'RATE_LIMIT',
    policyName,
  });
  answer.body.requestId = answer.body.correlationId;
  return answer;
}
