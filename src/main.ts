import { readConfig } from './config.ts';
import { errorCodes, JourneyStewardError } from './errors.ts';
import { createLog } from './log.ts';
import { readAgreement, refuseUnkeepable } from './read-agreement.ts';
import { readModel } from './read-model.ts';
import { startApp } from './start-app.ts';

/** Starts the app with the environment's settings, and stops it in order when the system asks. */
async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const model = await readModel(config.model);
  const agreement = config.agreement === null ? null : await readAgreement(config.agreement);
  // A new account is given both.
  if (agreement !== null) refuseUnkeepable(agreement, model);
  const app = await startApp(config, { model, agreement }, log);
  log.info({ url: app.url }, 'Journey Steward listens');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      app.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
    });
  }
}

await main().catch((error: unknown) => {
  if (!(error instanceof JourneyStewardError)) throw error;
  process.stderr.write(`${error.message}\n${errorCodes[error.code].remedy}\n`);
  process.exit(1);
});
