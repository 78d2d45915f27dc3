import { Accordion, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { fillCount } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { withAgreement } from '../draft/agreement-draft.ts';
import { problemsWithin } from '../draft/problems.ts';
import { NamesForm } from '../parts/NamesForm.tsx';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import { AgreedStageForm } from './AgreedStageForm.tsx';
import type { AgreementPartProps } from './AgreementSettings.tsx';
import { ResponsibilityTable } from './ResponsibilityTable.tsx';
import { leadText, stageRows } from './stage-rows.ts';

/** Who answers for each stage, and by when what is to happen there. */
export function AgreedStagesTab(props: AgreementPartProps) {
  const { data, draft, problems, isReadOnly, onDraft } = props;
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const { reader } = usePlace();
  const { agreement } = draft;
  const rows = stageRows(data, agreement, reader.language, shared);
  return (
    <Flex direction="column" gap="small">
      <Accordion title={texts.names.replace('{agreement}', agreement.names[reader.language])} size="sm">
        <NamesForm
          names={agreement.names}
          place="names"
          problems={problems}
          isReadOnly={isReadOnly}
          onChange={(names) => onDraft(withAgreement(draft, { names }))}
        />
      </Accordion>
      <Heading>{texts.matrix}</Heading>
      <Text variant="microcopy">{texts.matrixNote}</Text>
      <ResponsibilityTable {...props} rows={rows} />
      <Heading>{texts.targetsTitle}</Heading>
      <Text variant="microcopy">{texts.targetsNote}</Text>
      {rows.flatMap((row) => {
        if (row.agreed === null) return [];
        const count = problemsWithin(problems, `stages.${row.id}`).length;
        const title = `${row.name} · ${leadText(row, texts, shared)}`;
        const marked = count === 0 ? title : `⚠ ${title} · ${fillCount(shared.problems, count, reader.locale)}`;
        return [
          <Accordion key={row.id} title={marked} size="md">
            <AgreedStageForm {...props} row={row} agreed={row.agreed} />
          </Accordion>,
        ];
      })}
    </Flex>
  );
}
