import { Flex, Link, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { HealthRow } from '../../../../src/api/settings-health-contract.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';
import { recordAddress } from '../records/record-address.ts';
import { useBackend } from '../use-backend.ts';

type Refused = { rows: HealthRow<'refused-writes'>[] };

/** Each record whose tags HubSpot refused, why, and what to do. */
export function RefusedPage() {
  const { context, reader, texts } = usePlace();
  const path = `/api/settings/health/refused-writes?language=${reader.language}`;
  const backend = useBackend<Refused>(context, path);
  return (
    <Flex direction="column" gap="medium">
      <Text>
        <PageLink to="/health">{`← ${texts.backToHealth}`}</PageLink>
      </Text>
      <Loaded backend={backend}>
        {({ rows }) => (
          <SectionTable
            title={texts.titles.refused}
            note={texts.tagProblemsNote}
            testId="refused"
            columns={[texts.record, texts.reason]}
            rows={rows.map(({ objectType, recordId, message }) => ({
              key: `${objectType}/${recordId}`,
              cells: [
                <Link key="record" href={recordAddress(context.portal.id, objectType, recordId)}>
                  {`${texts.recordTypes[objectType] ?? objectType} #${recordId}`}
                </Link>,
                message,
              ],
              csv: [`${objectType}/${recordId}`, message],
            }))}
          />
        )}
      </Loaded>
    </Flex>
  );
}
