import express, { type Express } from 'express';
import type { Log } from '../../src/log.ts';
import type { DeliveryLog } from '../../webhooks/delivery-log.ts';
import { receiveDeliveries } from '../../webhooks/receive-deliveries.ts';
import { benchConfig, webhookPath } from '../settings.ts';

/** The app's own door, whole, in front of whatever stores the deliveries. */
export function createIntakeApp(deliveryLog: DeliveryLog, log: Log): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(
    webhookPath,
    receiveDeliveries({
      publicUrl: benchConfig.publicUrl,
      clientSecrets: benchConfig.hubspot.clientSecrets,
      maxBodyBytes: benchConfig.maxBodyBytes,
      log,
      deliveryLog,
      onAnswer: () => {},
    }),
  );
  return app;
}
