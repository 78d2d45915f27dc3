import { z } from 'zod';
import { parseInstant } from '../journey/instant.ts';

/** A time as HubSpot's API writes it out, read as an instant. */
export const instantSchema = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at === null) context.addIssue({ code: 'custom', message: 'is no time' });
  return at ?? 0;
});
