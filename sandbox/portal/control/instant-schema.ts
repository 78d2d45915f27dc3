import { z } from 'zod';

/** An instant as ISO text with a zone, or as epoch milliseconds. */
export const instantSchema = z.union([
  z.number().int(),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);
