import type { ProxiedAnswer, ProxiedRequest } from '../worker/worker-protocol.ts';

type Envelope = { status?: string; responseBody?: unknown; context?: { appServerStatusCode?: string[] } };

/**
 * One request of a card through the portal. Of an app's failure HubSpot's answer is all that the card sees, under status 500 as
 * reported from production (PLATFORM 1.4).
 */
export async function proxiedFetch(request: ProxiedRequest): Promise<ProxiedAnswer> {
  const response = await fetch('/sandbox/fetch', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
  const envelope = (await response.json()) as Envelope;
  if (envelope.status === 'success') {
    const { responseBody } = envelope;
    const text = typeof responseBody === 'string' ? responseBody : JSON.stringify(responseBody);
    return { status: Number(envelope.context?.appServerStatusCode?.[0] ?? 200), text };
  }
  return { status: response.ok ? 500 : response.status, text: JSON.stringify(envelope) };
}
