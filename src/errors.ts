/**
 * Every failure that the product names: its HTTP status, whether trying again can help, and what to do about it.
 * docs/errors.md describes each one; a test holds the two together.
 */
export const errorCodes = {
  'method-not-allowed': {
    status: 405,
    retryable: false,
    remedy: 'Send the request with the method named in the Allow header.',
  },
  'media-type-unsupported': { status: 415, retryable: false, remedy: 'Send application/json.' },
  'encoding-unsupported': {
    status: 415,
    retryable: false,
    remedy: 'Send the body without Content-Encoding: the signature covers the plain bytes.',
  },
  'body-too-large': { status: 413, retryable: false, remedy: 'Send at most the bytes that MAX_BODY_BYTES allows.' },
  'body-incomplete': { status: 400, retryable: true, remedy: 'Send as many bytes as Content-Length says.' },
  'signature-missing': {
    status: 401,
    retryable: false,
    remedy: 'Sign the request with X-HubSpot-Signature-v3 and X-HubSpot-Request-Timestamp.',
  },
  'signature-wrong': {
    status: 401,
    retryable: false,
    remedy: 'Check HUBSPOT_CLIENT_SECRET, and that PUBLIC_URL is the address that HubSpot calls.',
  },
  'signature-stale': {
    status: 401,
    retryable: false,
    remedy: 'Sign with the present time; check the clock of this machine.',
  },
  'over-capacity': { status: 503, retryable: true, remedy: 'Send again later; nothing of this request was kept.' },
  'not-found': { status: 404, retryable: false, remedy: 'Check the address.' },
  'oauth-state-unknown': {
    status: 400,
    retryable: true,
    remedy: 'Start the installation again at /oauth/install, in the same browser.',
  },
  'oauth-refused': {
    status: 400,
    retryable: true,
    remedy: 'Start the installation again at /oauth/install and approve the app.',
  },
  'install-link-ended': {
    status: 403,
    retryable: false,
    remedy: 'None: set-up goes on without the page. journey-steward doctor tells how far it is.',
  },
  'config-invalid': {
    status: 500,
    retryable: false,
    remedy: 'Set the variables that the message names; .env.example lists all of them.',
  },
  'model-invalid': {
    status: 400,
    retryable: false,
    remedy: 'Mend the model file at the places that the message names.',
  },
  'model-changed': {
    status: 409,
    retryable: false,
    remedy: 'Read the model again, and publish over the version that is in force now.',
  },
  'agreement-invalid': {
    status: 400,
    retryable: false,
    remedy: 'Mend the agreement file at the places that the message names.',
  },
  'agreement-changed': {
    status: 409,
    retryable: false,
    remedy: 'Read the agreement again, and publish over the version that is in force now.',
  },
  'not-allowed': {
    status: 403,
    retryable: false,
    remedy: 'Let a super admin of the portal do it, or have the user listed in SETTINGS_USERS, as portalId:userId.',
  },
  'request-invalid': {
    status: 400,
    retryable: false,
    remedy: 'Mend the field that the message names.',
  },
  'account-unknown': { status: 404, retryable: false, remedy: 'Install the app in that HubSpot account first.' },
  'record-unknown': {
    status: 404,
    retryable: false,
    remedy: 'Reload the card: the record was deleted, or nothing was heard of it yet.',
  },
  'database-unreachable': { status: 503, retryable: true, remedy: 'Check DATABASE_URL and that the database runs.' },
  'hubspot-rate-limited': {
    status: 503,
    retryable: true,
    remedy: 'None: the call is made again when the limit allows.',
  },
  'hubspot-unauthorized': {
    status: 502,
    retryable: true,
    remedy: 'If it lasts, install the app again in that account.',
  },
  'app-uninstalled': {
    status: 502,
    retryable: false,
    remedy: 'Install the app again in that account; until it is purged, everything known of it is still there.',
  },
  'hubspot-scope-missing': {
    status: 502,
    retryable: false,
    remedy: 'Install the app again and grant the scope that the message names.',
  },
  'hubspot-record-gone': {
    status: 404,
    retryable: false,
    remedy: 'None: the record was deleted or merged in HubSpot.',
  },
  'hubspot-refused': {
    status: 502,
    retryable: false,
    remedy: 'Read what HubSpot says about the value; change the property or rule in HubSpot.',
  },
  'property-conflict': {
    status: 409,
    retryable: false,
    remedy:
      'Archive that property in HubSpot; when HubSpot has purged it, after 90 days, run journey-steward doctor --fix.',
  },
  'hubspot-unavailable': { status: 503, retryable: true, remedy: 'None: the call is made again.' },
  'hubspot-answer-unreadable': {
    status: 502,
    retryable: true,
    remedy:
      'Report the message: the app does not know an answer of HubSpot. It asks again every few minutes; all else goes on.',
  },
  internal: { status: 500, retryable: true, remedy: 'Look into the log: it has the whole of it.' },
} as const satisfies Record<string, { status: number; retryable: boolean; remedy: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** An expected failure by its code. The message says what was wrong and what was expected; `errorCodes` says what to do. */
export class JourneyStewardError extends Error {
  override readonly name = 'JourneyStewardError';
  readonly code: ErrorCode;
  /** How long to wait before trying again, in ms, where the other side has said so. */
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; retryAfterMs?: number | null } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  get status(): number {
    return errorCodes[this.code].status;
  }

  get isRetryable(): boolean {
    return errorCodes[this.code].retryable;
  }
}
