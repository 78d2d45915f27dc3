import { shareCell, shareText } from '../journey/numbers.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';
import { AgreementLink } from './AgreementLink.tsx';
import type { AgreementProps } from './CountedAgreement.tsx';
import { hoursCell, lateText } from './late-text.ts';

const shown = ['met', 'breached', 'open-breaches', 'running', 'paused', 'cancelled'] as const;

/** How the clocks of each team, stage and kind went; each number leads to its clocks. */
export function ComplianceTable({ data, choice }: AgreementProps) {
  const place = usePlace();
  const { texts } = place;
  const { share, late, clock } = texts.agreement;
  const numbers = texts.clockNumbers;
  const columns = [texts.team, texts.stage, clock, ...shown.map((number) => numbers[number]), share, late];
  return (
    <SectionTable
      title={texts.agreement.clocks}
      note={texts.tooFewNote.replace('{count}', String(data.minimum))}
      testId="compliance"
      columns={columns}
      header={[...columns.slice(0, -2), `${share} (0–1)`, `${late} (h)`]}
      rows={data.groups.map((group) => {
        const of = { team: group.team.id, stage: group.stage.id, clock: group.clock.id };
        const counts = shown.map((number) => (number === 'open-breaches' ? group.openBreaches : group[number]));
        const { n, medianSeconds } = group.late;
        const { daySeconds } = group;
        const half =
          medianSeconds === null ? texts.tooFew : lateText({ lateSeconds: medianSeconds, daySeconds }, place);
        return {
          key: `${of.team} ${of.stage} ${of.clock}`,
          cells: [
            ...[group.team.label, group.stage.label, group.clock.label],
            ...shown.map((number, index) => (
              <AgreementLink key={number} count={counts[index] ?? 0} of={{ ...of, number }} period={choice.period} />
            )),
            shareText(group.metShare, place) ?? texts.nothing,
            n === 0 ? texts.nothing : half,
          ],
          csv: [
            ...[group.team.label, group.stage.label, group.clock.label, ...counts],
            ...[shareCell(group.metShare), hoursCell(medianSeconds)],
          ],
        };
      })}
    />
  );
}
