import { setTimeout as wait } from 'node:timers/promises';
import type { BackendMode } from '../page-data.ts';
import { slowAnswerMs } from './backend-switch.ts';

export const largestBodyBytes = 1_048_576;

export type AppCall = { method: string; url: string; headers: Record<string, string>; body: string };
/** What one call came to. A status of any kind is an answer. */
export type AppAnswer =
  | { kind: 'answer'; status: number; text: string }
  | { kind: 'timeout' }
  | { kind: 'unreachable'; reason: string }
  | { kind: 'too-large' };

/** Calls the app once. Redirects are not followed; never rejects. */
export async function callApp(call: AppCall, mode: BackendMode, signal: AbortSignal): Promise<AppAnswer> {
  try {
    if (mode === 'down') return { kind: 'unreachable', reason: 'the app’s server is switched off for cards' };
    if (mode === 'slow') await wait(slowAnswerMs, undefined, { signal });
    const response = await fetch(call.url, {
      method: call.method,
      headers: call.headers,
      redirect: 'manual',
      signal,
      ...(call.body !== '' && { body: call.body }),
    });
    const text = await readLimited(response);
    return text === null ? { kind: 'too-large' } : { kind: 'answer', status: response.status, text };
  } catch (error) {
    if (signal.aborted) return { kind: 'timeout' };
    const { cause, message } = error as Error & { cause?: Error };
    return { kind: 'unreachable', reason: cause?.message ?? message };
  }
}

async function readLimited(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > largestBodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
