/** A process that makes signed deliveries and then, when told, sends them as fast as they are answered. */
import { answerParent, childData } from '../child.ts';
import { sendRequests } from './send-requests.ts';
import { signedRequest } from './signed-request.ts';

export type LoadPlan = {
  port: number;
  deliverySize: number;
  connections: number;
  warmUp: SendingBounds;
  measured: SendingBounds;
};

/** A sending ends when all its deliveries are answered, or when its time is over. */
export type SendingBounds = { deliveries: number; maxSeconds: number };

export type LoadQuestion = 'prepare' | 'warm-up' | 'measure';

export type LoadAnswer = {
  events: number;
  elapsedMs: number;
  refused: Record<string, number>;
  latencyMs: { median: number; p99: number };
};

const plan = childData<LoadPlan>();
let requests: Buffer[] = [];

answerParent<LoadQuestion, LoadAnswer>(
  async (question) => {
    switch (question) {
      case 'prepare': {
        const count = plan.warmUp.deliveries + plan.measured.deliveries;
        requests = Array.from({ length: count }, (_, index) =>
          signedRequest(index * plan.deliverySize, plan.deliverySize),
        );
        return { events: 0, elapsedMs: 0, refused: {}, latencyMs: { median: 0, p99: 0 } };
      }
      case 'warm-up':
        return send(requests.slice(0, plan.warmUp.deliveries), plan.warmUp.maxSeconds);
      case 'measure':
        return send(requests.slice(plan.warmUp.deliveries), plan.measured.maxSeconds);
    }
  },
  async () => {},
);

async function send(batch: readonly Buffer[], maxSeconds: number): Promise<LoadAnswer> {
  const { port, connections, deliverySize } = plan;
  const { accepted, elapsedMs, refused, latenciesMs } = await sendRequests({
    port,
    connections,
    maxSeconds,
    requests: batch,
  });
  const quantile = (share: number) => latenciesMs[Math.min(accepted - 1, Math.floor(accepted * share))] ?? 0;
  return {
    events: accepted * deliverySize,
    elapsedMs,
    refused,
    latencyMs: { median: quantile(0.5), p99: quantile(0.99) },
  };
}
