import type { Chip } from '../page-data.ts';

/** The stage without the name of its model, which stays in the title. */
export function StageChip({ chip }: { chip: Chip | null }) {
  if (chip === null) return <span className="none">no stage</span>;
  const short = chip.label.slice(chip.label.indexOf(':') + 1).trim();
  return (
    <span className="chip chip-stage" title={chip.label}>
      {short}
    </span>
  );
}

export function TeamChip({ chip }: { chip: Chip | null }) {
  if (chip === null) return <span className="none">—</span>;
  return <span className={`chip chip-team chip-${chip.value}`}>{chip.label}</span>;
}
