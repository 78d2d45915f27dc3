import { Link } from '@hubspot/ui-extensions';
import { formatTime } from '../../cards/dates.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';
import { recordAddress } from '../records/record-address.ts';
import type { AgreementProps } from './CountedAgreement.tsx';
import { hoursCell, lateText } from './late-text.ts';
import { useNamesOf } from './use-names-of.ts';

/** The records whose deadlines were missed by most, each with by how much. */
export function BreachTable({ data }: Pick<AgreementProps, 'data'>) {
  const place = usePlace();
  const { context, reader, texts } = place;
  const { breaches, breachesNote, noBreaches, clock, lateBy, stopped, stillOpen } = texts.agreement;
  const nameOf = useNamesOf(data.breaches);
  const time = (at: string) => formatTime(Date.parse(at), reader);
  return (
    <SectionTable
      title={breaches}
      note={breachesNote}
      empty={noBreaches}
      testId="breaches"
      columns={[texts.record, texts.team, texts.stage, clock, lateBy, stopped]}
      header={['id', texts.record, texts.team, texts.stage, clock, `${lateBy} (h)`, stopped]}
      rows={data.breaches.map((breach, index) => {
        const { objectType, recordId, team, stage, stoppedAt, lateSeconds } = breach;
        return {
          key: `${index} ${objectType}/${recordId}`,
          cells: [
            <Link key="record" href={recordAddress(context.portal.id, objectType, recordId)}>
              {nameOf(breach)}
            </Link>,
            ...[team.label, stage.label, breach.clock.label, lateText(breach, place)],
            stoppedAt === null ? stillOpen : time(stoppedAt),
          ],
          csv: [
            ...[`${objectType}/${recordId}`, nameOf(breach), team.label, stage.label, breach.clock.label],
            ...[hoursCell(lateSeconds), stoppedAt],
          ],
        };
      })}
    />
  );
}
