import { formatBusinessTime } from '../../cards/dates.ts';
import { shareCell, shareText } from '../journey/numbers.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';
import { AgreementLink } from './AgreementLink.tsx';
import type { AgreementProps } from './CountedAgreement.tsx';

const shown = ['met', 'breached', 'open-breaches', 'running', 'paused', 'cancelled'] as const;

/** How the clocks of each team, stage and kind went; each number leads to its clocks. */
export function ComplianceTable({ data, choice }: AgreementProps) {
  const place = usePlace();
  const { reader, texts } = place;
  const { share, late, clock } = texts.agreement;
  const numbers = texts.clockNumbers;
  const columns = [texts.team, texts.stage, clock, ...shown.map((number) => numbers[number]), share, late];
  return (
    <SectionTable
      title={texts.agreement.clocks}
      note={texts.tooFewNote.replace('{count}', String(data.minimum))}
      testId="compliance"
      columns={columns}
      rows={data.groups.map((group) => {
        const of = { team: group.team.id, stage: group.stage.id, clock: group.clock.id };
        const counts = shown.map((number) => (number === 'open-breaches' ? group.openBreaches : group[number]));
        const { n, medianSeconds } = group.late;
        const lateText = medianSeconds === null ? texts.tooFew : formatBusinessTime(medianSeconds, reader.locale);
        return {
          key: `${of.team} ${of.stage} ${of.clock}`,
          cells: [
            ...[group.team.label, group.stage.label, group.clock.label],
            ...shown.map((number, index) => (
              <AgreementLink key={number} count={counts[index] ?? 0} of={{ ...of, number }} period={choice.period} />
            )),
            shareText(group.metShare, place) ?? texts.nothing,
            n === 0 ? texts.nothing : lateText,
          ],
          csv: [
            ...[group.team.label, group.stage.label, group.clock.label, ...counts],
            ...[shareCell(group.metShare), medianSeconds],
          ],
        };
      })}
    />
  );
}
