import type { ListRow, PageObject, PageSettings } from '../../page-data.ts';
import { StageChip, TeamChip } from '../Chips.tsx';
import { formatAgo, formatInstant } from '../portal/format-time.ts';
import { objectWords } from '../portal/object-words.ts';
import { PageLink } from '../portal/PageLink.tsx';

type Props = { rows: ListRow[]; type: PageObject; settings: PageSettings };

export function RecordTable({ rows, type, settings }: Props) {
  if (rows.length === 0) return <p className="list-empty">No record has these words. Try fewer of them.</p>;
  return (
    <div className="table-frame">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Journey stage</th>
            <th scope="col">Owning team</th>
            <th scope="col">{objectWords[type].stage}</th>
            <th scope="col">Owner</th>
            <th scope="col">Last change</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} settings={settings} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, settings: { clock, timeZone } }: { row: ListRow; settings: PageSettings }) {
  return (
    <tr>
      <th scope="row">
        <PageLink href={`/record/${row.type}/${row.id}`} className="table-name">
          {row.name}
        </PageLink>
        <span className="table-detail">{row.detail}</span>
      </th>
      <td>
        <StageChip chip={row.stage} />
      </td>
      <td>
        <TeamChip chip={row.team} />
      </td>
      <td>{row.status || <span className="none">—</span>}</td>
      <td>{row.owner || <span className="none">no owner</span>}</td>
      <td>
        <time dateTime={row.changedAt} title={formatInstant(row.changedAt, timeZone)}>
          {formatAgo(row.changedAt, clock)}
        </time>
      </td>
    </tr>
  );
}
