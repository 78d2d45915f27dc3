import { StatusTag, type StatusTagProps } from '@hubspot/ui-extensions';
import type { CardVisit } from '../../../../src/api/card-contract.ts';

type Team = CardVisit['team'];

const colourOfTeam: Partial<Record<Team['id'], StatusTagProps['variant']>> = {
  marketing: 'info',
  sales: 'success',
  service: 'warning',
  nobody: 'default',
};

/** A team by name and by colour; a ring where nobody is in charge. A newer backend may know teams that have no colour here. */
export function TeamTag({ team }: { team: Team }) {
  return (
    <StatusTag variant={colourOfTeam[team.id] ?? 'default'} hollow={team.id === 'nobody'}>
      {team.label}
    </StatusTag>
  );
}
