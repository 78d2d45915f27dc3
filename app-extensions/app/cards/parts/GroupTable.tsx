import {
  Button,
  Flex,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { BuyingGroupData } from '../../../../src/api/buying-group-contract.ts';
import { formatAgo } from '../dates.ts';
import { useNames } from '../NamesProvider.tsx';
import { useReader } from '../ReaderProvider.tsx';
import type { Reader } from '../reader.ts';
import { fillCount } from '../texts/fill.ts';
import { RecordLink } from './RecordLink.tsx';

type Member = BuyingGroupData['latest'][number];

const rowsAtFirst = 8;

/** Those in touch most recently first, each one click away. */
export function GroupTable({ data: { latest, asOf } }: { data: BuyingGroupData }) {
  const { texts, locale } = useReader();
  const [showsAll, setShowsAll] = useState(false);
  // Of all at once, so that those who are shown later are not asked for then.
  const names = useNames(latest.map(keyOf));
  const shown = showsAll ? latest : latest.slice(0, rowsAtFirst);
  const hidden = latest.length - shown.length;
  return (
    <Flex direction="column" gap="extra-small">
      <Table bordered density="condensed" flush>
        <TableHead>
          <TableRow>
            <TableHeader>{texts.person}</TableHeader>
            <TableHeader>{texts.stage}</TableHeader>
            <TableHeader>{texts.lastTouch}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((member) => (
            <MemberRow key={member.contactId} member={member} name={names.get(keyOf(member))} asOf={asOf} />
          ))}
        </TableBody>
      </Table>
      {hidden > 0 ? (
        <Button variant="transparent" size="sm" onClick={() => setShowsAll(true)}>
          {fillCount(texts.groupMore, hidden, locale)}
        </Button>
      ) : null}
    </Flex>
  );
}

function keyOf({ contactId }: Member): string {
  return `contact/${contactId}`;
}

function MemberRow({ member, name, asOf }: { member: Member; name: string | undefined; asOf: string }) {
  const reader = useReader();
  const { texts } = reader;
  return (
    <TableRow>
      <TableCell>
        <RecordLink recordKey={keyOf(member)} name={name} />
        {member.roles.length === 0 ? null : (
          <Flex gap="extra-small" wrap>
            {member.roles.map(({ id, label }) => (
              <Tag key={id}>{readable(id, label)}</Tag>
            ))}
          </Flex>
        )}
      </TableCell>
      <TableCell>
        <Text>{member.stage?.label ?? texts.noStage}</Text>
        <Text variant="microcopy">{[member.team.label, member.owner?.name].filter(Boolean).join(' · ')}</Text>
      </TableCell>
      <TableCell>
        <StatusTag variant={member.isEngaged ? 'success' : 'default'} hollow={!member.isEngaged}>
          {member.isEngaged ? texts.engaged : texts.quiet}
        </StatusTag>
        <Text variant="microcopy">{touchOf(member, asOf, reader)}</Text>
      </TableCell>
    </TableRow>
  );
}

/** A role that the model does not name comes with HubSpot's own word for it, such as `DECISION_MAKER`. */
function readable(id: string, label: string): string {
  if (label !== id) return label;
  const words = id.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function touchOf({ lastTouch }: Member, asOf: string, reader: Reader): string {
  if (lastTouch === null) return reader.texts.noTouch;
  const { at, kind } = lastTouch;
  // Of an activity that HubSpot only counts nobody knows what it was.
  const what = kind.id === 'logged' ? reader.texts.activity : kind.label;
  return `${formatAgo(Date.parse(at), Date.parse(asOf), reader)} · ${what}`;
}
