import { Tag, type TagProps } from '@hubspot/ui-extensions';
import type { CardVisit } from '../../../../src/api/card-contract.ts';

const goodOutcomes = ['won', 'hired', 'advocate', 'short-listed'];

/** How a visit ended; of the open visit, what is known already and asks for attention. */
export function OutcomeTag({ outcome, isOpen }: { outcome: CardVisit['outcome'] | undefined; isOpen: boolean }) {
  if (outcome === null || outcome === undefined) return null;
  return <Tag variant={variantOf(outcome.id, isOpen)}>{outcome.label}</Tag>;
}

function variantOf(id: string, isOpen: boolean): TagProps['variant'] {
  if (goodOutcomes.includes(id)) return 'success';
  return isOpen ? 'warning' : 'default';
}
