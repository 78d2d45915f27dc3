import { nearestName } from '../models/nearest-name.ts';
import { nothing, type Said, say } from './said.ts';

/** The sentence that names the one of these that was probably meant; nothing where none is near. */
export function meantIn(given: string, names: Iterable<string>): Said | typeof nothing {
  const meant = nearestName(given, names);
  return meant === null ? nothing : say('meant', { meant });
}
