import { join } from 'node:path';
import { startChild } from './child.ts';
import type { LoadAnswer, LoadPlan, LoadQuestion } from './load/load-generator.ts';
import type { Measurement } from './measurement.ts';
import type { ServerAnswer, ServerPlan, ServerQuestion } from './servers/server.ts';
import type { Variant } from './variants.ts';

export type MeasurementPlan = Omit<LoadPlan, 'port'> & {
  variant: Variant;
  round: number;
  databaseUrl: string;
  /** Empty, for what the variant keeps in files. */
  directory: string;
};

/**
 * Starts the server and the load generator, each in a process of its own, warms both up and measures. Throws when a delivery
 * was refused or when the database does not hold exactly the events that were answered: a number would mean nothing then.
 */
export async function measureOnce(plan: MeasurementPlan): Promise<Measurement> {
  const { variant, databaseUrl, directory, deliverySize, round } = plan;
  const server = startChild<ServerQuestion, ServerAnswer>(join(import.meta.dirname, 'servers', 'server.ts'), {
    variant,
    databaseUrl,
    directory,
  } satisfies ServerPlan);
  try {
    const { port } = await server.ask('listen');
    const load = startChild<LoadQuestion, LoadAnswer>(join(import.meta.dirname, 'load', 'load-generator.ts'), {
      port,
      deliverySize,
      connections: plan.connections,
      warmUp: plan.warmUp,
      measured: plan.measured,
    } satisfies LoadPlan);
    try {
      await load.ask('prepare');
      const warmUp = await load.ask('warm-up');
      await server.ask('settle');

      const start = performance.now();
      const measured = await load.ask('measure');
      const { hasFacts } = await server.ask('settle');
      const untilFactsMs = performance.now() - start;

      const { durableEvents } = await server.ask('count');
      assertHonest(plan, [warmUp, measured], durableEvents);
      const { events, elapsedMs, latencyMs } = measured;
      return {
        variant,
        deliverySize,
        round,
        events,
        elapsedMs,
        untilFactsMs: hasFacts ? untilFactsMs : undefined,
        latencyMs,
      };
    } finally {
      await load.stop();
    }
  } finally {
    await server.stop();
  }
}

function assertHonest(plan: MeasurementPlan, sendings: readonly LoadAnswer[], durableEvents: number | undefined): void {
  const name = `${plan.variant} with deliveries of ${plan.deliverySize}`;
  const refused = sendings.flatMap((sending) => Object.entries(sending.refused));
  if (refused.length > 0) throw new Error(`${name} refused deliveries (status, count): ${JSON.stringify(refused)}`);

  const answered = sendings.reduce((sum, sending) => sum + sending.events, 0);
  if (durableEvents !== undefined && durableEvents !== answered) {
    throw new Error(`${name} answered ${answered} events, and its database holds ${durableEvents}.`);
  }
}
