import { JourneyStewardError } from '../errors.ts';

/** What cards and pages are answered with, always with status 200, because HubSpot hides every other status from them. */
export type Envelope<Data> = { ok: true; data: Data } | { ok: false; error: { code: string; message: string } };

/** Does the work and says whether it went well. An expected failure is told with its code; any other is thrown on. */
export async function inEnvelope<Data>(work: () => Promise<Data>): Promise<Envelope<Data>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    if (!(error instanceof JourneyStewardError)) throw error;
    return { ok: false, error: { code: error.code, message: error.message } };
  }
}
