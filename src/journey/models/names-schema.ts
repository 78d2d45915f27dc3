import { z } from 'zod';
import { languages } from '../vocabulary.ts';

/** A text in each of the product's languages. */
export const names = z
  .strictObject(
    Object.fromEntries(languages.map((language) => [language, z.string().min(1)])) as Record<
      (typeof languages)[number],
      z.ZodString
    >,
  )
  .meta({ id: 'names' });
