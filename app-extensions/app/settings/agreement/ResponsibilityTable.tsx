import {
  Flex,
  MultiSelect,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { fill, fillCount } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { CopyCsv } from '../../pages/parts/CopyCsv.tsx';
import { type Target, type Team, targetKinds, teams, withAgreedStage } from '../draft/agreement-draft.ts';
import { fieldProblem } from '../draft/problems.ts';
import type { AgreementTexts } from '../texts/agreement/agreement-texts.ts';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { AgreementPartProps } from './AgreementSettings.tsx';
import { lengthText } from './length-text.ts';
import { leadText, type StageRow } from './stage-rows.ts';

/** Wide enough for a name of one long word, px. */
const stageWidth = 150;

type ResponsibilityTableProps = AgreementPartProps & { rows: StageRow[] };

/** A stage to a row: who leads, who helps, and what is to happen by when. */
export function ResponsibilityTable({ rows, ...props }: ResponsibilityTableProps) {
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const { reader } = usePlace();
  const header = [texts.stage, texts.lead, texts.contributors, ...targetKinds.map((kind) => texts.targets[kind])];
  const csv = rows.map((row) => [
    row.name,
    leadText(row, texts, shared),
    (row.agreed?.contributors ?? []).map((team) => shared.teams[team]).join(', '),
    ...targetKinds.map((kind) => {
      const target = row.agreed?.targets[kind];
      return target === undefined ? '' : targetCsv(target, texts, reader.locale);
    }),
  ]);
  return (
    <Flex direction="column" gap="small">
      <Flex justify="end">
        <CopyCsv header={header} rows={csv} />
      </Flex>
      <Table bordered density="condensed" testId="responsibility">
        <TableHead>
          <TableRow>
            {header.map((name, column) => (
              <TableHeader key={name} width={column === 0 ? stageWidth : 'auto'}>
                {name}
              </TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell width={stageWidth}>
                <StageName {...props} row={row} />
              </TableCell>
              <TableCell>
                <LeadField {...props} row={row} />
              </TableCell>
              <TableCell>
                <ContributorsField {...props} row={row} />
              </TableCell>
              {targetKinds.map((kind) => (
                <TableCell key={kind}>
                  <TargetText target={row.agreed?.targets[kind]} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

type RowProps = AgreementPartProps & { row: StageRow };

/** The stage, with what the check says of the stage as a whole. */
function StageName({ row, problems }: RowProps) {
  const texts = useAgreementTexts();
  const own = problems.filter(({ path }) => path === `stages.${row.id}`);
  return (
    <Flex direction="column" gap="extra-small">
      <Text format={{ fontWeight: 'bold' }}>{row.name}</Text>
      {row.isKnown ? null : <Text variant="microcopy">{`⚠ ${texts.unknownStage}`}</Text>}
      {own.map(({ message }) => (
        <Text key={message} variant="microcopy">{`⚠ ${message}`}</Text>
      ))}
    </Flex>
  );
}

const fromModel = 'model';
const nothing = 'nothing';

function LeadField({ row, draft, problems, isReadOnly, onDraft }: RowProps) {
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const { id, name, agreed } = row;
  const choose = (value: string) => {
    if (value === nothing) onDraft(withAgreedStage(draft, id, null));
    else if (value === fromModel) onDraft(withAgreedStage(draft, id, { lead: undefined }));
    else onDraft(withAgreedStage(draft, id, leadBy(value as Team, agreed?.contributors ?? [])));
  };
  return (
    <Select
      label={fill(texts.leadOf, { stage: name })}
      name={`stages.${id}.lead`}
      value={agreed === null ? nothing : (agreed.lead ?? fromModel)}
      readOnly={isReadOnly}
      options={[
        ...teams.map((team) => ({ value: team as string, label: shared.teams[team] })),
        { value: fromModel, label: fill(texts.asModel, { teams: row.modelLeads }) },
        { value: nothing, label: texts.notAgreed },
      ]}
      onChange={(value) => value !== undefined && choose(String(value))}
      {...fieldProblem(problems, `stages.${id}.lead`)}
    />
  );
}

/** Who leads does not help beside it. */
function leadBy(lead: Team, contributors: readonly Team[]) {
  return { lead, contributors: contributors.filter((team) => team !== lead) };
}

function ContributorsField({ row, draft, problems, isReadOnly, onDraft }: RowProps) {
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const { id, name, agreed } = row;
  if (agreed === null) return <Text>–</Text>;
  const offered = teams.filter((team) => team !== agreed.lead || agreed.contributors.includes(team));
  return (
    <MultiSelect
      label={fill(texts.contributorsOf, { stage: name })}
      name={`stages.${id}.contributors`}
      value={agreed.contributors}
      readOnly={isReadOnly}
      options={offered.map((team) => ({ value: team, label: shared.teams[team] }))}
      onChange={(chosen) => onDraft(withAgreedStage(draft, id, { contributors: chosen as Team[] }))}
      {...fieldProblem(problems, `stages.${id}.contributors`)}
    />
  );
}

/** What the cell shows, in one line. */
function targetCsv(target: Target, texts: AgreementTexts, locale: string): string {
  const length = lengthText(target, texts, locale);
  return target.steps.length === 0 ? length : `${length} (${fillCount(texts.stepCount, target.steps.length, locale)})`;
}

function TargetText({ target }: { target: Target | undefined }) {
  const texts = useAgreementTexts();
  const { reader } = usePlace();
  if (target === undefined) return <Text>–</Text>;
  return (
    <Flex direction="column" gap="flush">
      <Text>{lengthText(target, texts, reader.locale)}</Text>
      {target.steps.length === 0 ? null : (
        <Text variant="microcopy">{fillCount(texts.stepCount, target.steps.length, reader.locale)}</Text>
      )}
    </Flex>
  );
}
