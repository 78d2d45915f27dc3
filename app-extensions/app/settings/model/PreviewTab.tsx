import {
  Alert,
  Flex,
  Heading,
  LoadingButton,
  Select,
  Statistics,
  StatisticsItem,
  Table,
  TableBody,
  TableCell,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { PreviewData } from '../../../../src/api/settings-contract.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { CopyCsv } from '../../pages/parts/CopyCsv.tsx';
import { HeadRow } from '../../pages/parts/HeadRow.tsx';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { ModelPartProps, Previewed } from './ModelSettings.tsx';
import { MovesTable } from './MovesTable.tsx';

type PreviewTabProps = ModelPartProps & { previewed: Previewed | null; onPreview: (since: string | null) => void };

const periods = ['none', '30', '90', '365'] as const;

/** What the draft would make of the records that are there: who would move, from where to where. */
export function PreviewTab({ draft, previewed, asking, onPreview }: PreviewTabProps) {
  const texts = useSettingsTexts();
  const [period, setPeriod] = useState<(typeof periods)[number]>('none');
  // The backend counts the days back by its own clock: a portal's time may be moved.
  const ask = () => onPreview(period === 'none' ? null : `${period}d`);
  return (
    <Flex direction="column" gap="medium">
      <Text>{texts.previewNote}</Text>
      <Flex gap="small" align="end" wrap>
        <Select
          label={texts.previewSince}
          name="since"
          value={period}
          options={periods.map((value) => ({ value, label: texts.previewPeriods[value] }))}
          onChange={(value) => setPeriod(value as (typeof periods)[number])}
        />
        <LoadingButton
          variant="secondary"
          loading={asking.running === 'preview'}
          disabled={asking.running !== null}
          onClick={ask}
        >
          {texts.preview}
        </LoadingButton>
      </Flex>
      {previewed === null ? null : (
        <Flex direction="column" gap="medium">
          {previewed.model === draft.model ? null : <Alert title={texts.previewOutdated} variant="warning" />}
          <Compared data={previewed.data} />
        </Flex>
      )}
    </Flex>
  );
}

function Compared({ data }: { data: PreviewData }) {
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  const format = new Intl.NumberFormat(reader.locale);
  return (
    <Flex direction="column" gap="medium">
      {data.isPartial ? (
        <Alert title={texts.partialTitle} variant="warning">
          <Text>{fill(texts.partial, { records: format.format(data.records), total: format.format(data.total) })}</Text>
        </Alert>
      ) : null}
      <Statistics>
        <StatisticsItem label={texts.lookedAt} number={format.format(data.records)} />
        <StatisticsItem label={texts.wouldChange} number={format.format(data.changed)} />
        <StatisticsItem label={texts.notReplayed} number={format.format(data.failed)} />
      </Statistics>
      <StageCounts data={data} counts={data.stages} title={texts.whereTheyAre} />
      {data.entries === null ? null : <StageCounts data={data} counts={data.entries} title={texts.entries} />}
      <MovesTable data={data} />
    </Flex>
  );
}

type Counts = PreviewData['stages'];

function StageCounts({ data, counts, title }: { data: PreviewData; counts: Counts; title: string }) {
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  const rows = countRows(data, counts, reader.language, texts.noStage);
  const teamsText = (teams: Counts['before'][number]['teams']) =>
    Object.entries(teams)
      .map(([team, count]) => `${texts.teams[team as keyof typeof texts.teams]} ${count}`)
      .join(', ');
  const header = [texts.stage, texts.before, texts.after, texts.teamsAfter];
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{title}</Heading>
        <CopyCsv
          header={header}
          rows={rows.map(({ label, before, after }) => [
            ...[label, before?.count ?? 0, after?.count ?? 0, after === null ? '' : teamsText(after.teams)],
          ])}
        />
      </Flex>
      <Table bordered density="condensed">
        <HeadRow columns={header} />
        <TableBody>
          {rows.map(({ id, label, before, after }) => (
            <TableRow key={id}>
              <TableCell>{label}</TableCell>
              <TableCell>{before === null ? texts.notThere : String(before.count)}</TableCell>
              <TableCell>{after === null ? texts.notThere : afterText(before?.count ?? 0, after.count)}</TableCell>
              <TableCell>{after === null ? '' : teamsText(after.teams)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

/** `14 (+3)`. */
function afterText(before: number, after: number): string {
  if (after === before) return String(after);
  return `${after} (${after > before ? '+' : '−'}${Math.abs(after - before)})`;
}

/** The stages of both models, each once: those of the draft in its order, then those that it does not have. */
function countRows(
  { models }: PreviewData,
  counts: Counts,
  language: keyof PreviewData['models']['after']['names'],
  noStage: string,
) {
  const nameOf = (id: string | null) => {
    if (id === null) return noStage;
    const stages = [...models.after.stages, ...models.before.stages];
    return stages.find((stage) => stage.id === id)?.names[language] ?? id;
  };
  const ids = [...new Set([...counts.after, ...counts.before].map(({ stage }) => stage))];
  return ids.map((id) => ({
    id: id ?? '',
    label: nameOf(id),
    before: counts.before.find(({ stage }) => stage === id) ?? null,
    after: counts.after.find(({ stage }) => stage === id) ?? null,
  }));
}
