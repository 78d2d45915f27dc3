import { readConfig } from '../src/config.ts';

export const benchClientSecret = '0b9f8e4c-bench-only-secret';
export const benchPublicUrl = 'https://journey-steward.example';
export const webhookPath = '/webhooks/hubspot';

/** The app's own configuration with its own defaults; only what has no default is made up. */
export const benchConfig = readConfig({
  PUBLIC_URL: benchPublicUrl,
  HUBSPOT_CLIENT_ID: 'bench',
  HUBSPOT_CLIENT_SECRET: benchClientSecret,
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  LOG_LEVEL: 'warn',
});
