import { Alert, Button, Flex, Heading, LoadingSpinner, Tag, Text } from '@hubspot/ui-extensions';
import type { BuyingGroupData } from '../../../../src/api/buying-group-contract.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill, fillCount } from '../texts/fill.ts';
import { useBuyingGroup } from '../use-buying-group.ts';
import { GroupTable } from './GroupTable.tsx';

/** Who decides together: who takes part, where each of them is, and who is missing. */
export function BuyingGroup() {
  const { texts } = useReader();
  const { state, reload } = useBuyingGroup();
  const { data, trouble } = state;
  return (
    <Flex direction="column" gap="small" testId="buying-group">
      <Heading inline>{texts.group}</Heading>
      {data === null && trouble === null ? <LoadingSpinner label={texts.loading} layout="centered" /> : null}
      {trouble === null ? null : (
        <Alert title={trouble === 'busy' ? texts.busyTitle : texts.groupFailed} variant="warning">
          <Button variant="secondary" size="sm" onClick={() => void reload()}>
            {texts.retry}
          </Button>
        </Alert>
      )}
      {data === null ? null : <Group data={data} />}
    </Flex>
  );
}

function Group({ data }: { data: BuyingGroupData }) {
  const { texts, locale } = useReader();
  const { members, engaged, engagedForDays, latest, byRole, missingRoles } = data;
  const rest = members - latest.length;
  return (
    <>
      {members === 0 ? (
        <Text>{texts.groupEmpty}</Text>
      ) : (
        <Text>
          {fill(texts.groupEngaged, {
            engaged: String(engaged),
            members: String(members),
            days: String(engagedForDays),
          })}
        </Text>
      )}
      {missingRoles.length > 0 ? (
        <Flex gap="extra-small" wrap align="center" testId="missing-roles">
          <Text format={{ fontWeight: 'demibold' }}>{texts.groupMissing}</Text>
          {missingRoles.map(({ id, label }) => (
            <Tag key={id} variant="warning">
              {label}
            </Tag>
          ))}
        </Flex>
      ) : null}
      {missingRoles.length === 0 && byRole.length > 0 ? <Text>{texts.groupComplete}</Text> : null}
      {members === 0 ? null : <GroupTable data={data} />}
      {rest > 0 ? <Text variant="microcopy">{fillCount(texts.groupRest, rest, locale)}</Text> : null}
    </>
  );
}
