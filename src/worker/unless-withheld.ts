import { JourneyStewardError } from '../errors.ts';

/** Null where HubSpot refuses for want of a scope; the refusal is noted, and what needs no such scope goes on. */
export async function unlessWithheld<Done>(
  withheld: JourneyStewardError[],
  work: () => Promise<Done>,
): Promise<Done | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JourneyStewardError) || error.code !== 'hubspot-scope-missing') throw error;
    withheld.push(error);
    return null;
  }
}
