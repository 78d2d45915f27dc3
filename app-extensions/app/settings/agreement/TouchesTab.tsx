import { Divider, Flex, Heading, MultiSelect, Select, Text } from '@hubspot/ui-extensions';
import { type Agreement, withAgreement } from '../draft/agreement-draft.ts';
import { fieldProblem } from '../draft/problems.ts';
import { activityKinds } from '../draft/simple-condition.ts';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { AgreementPartProps } from './AgreementSettings.tsx';
import { ReasonsForm } from './ReasonsForm.tsx';

/** Whose clocks run, what counts as a touch, and how a handoff is accepted or given back. */
export function TouchesTab(props: AgreementPartProps) {
  const { draft, problems, isReadOnly, onDraft } = props;
  const texts = useAgreementTexts();
  const { records, accept } = draft.agreement;
  const change = (changed: Partial<Agreement>) => onDraft(withAgreement(draft, changed));
  return (
    <Flex direction="column" gap="small">
      <Flex gap="medium" wrap align="start">
        <MultiSelect
          label={texts.records}
          name="records"
          value={records}
          readOnly={isReadOnly}
          options={(['contact', 'deal'] as const).map((value) => ({ value, label: texts.recordKinds[value] }))}
          onChange={(chosen) => change({ records: chosen as Agreement['records'] })}
          {...(records.length === 0
            ? { error: true, validationMessage: texts.chooseOne }
            : fieldProblem(problems, 'records'))}
        />
      </Flex>
      <Divider />
      <Heading>{texts.touches}</Heading>
      <TouchFields {...props} />
      <Text variant="microcopy">{texts.touchesNote}</Text>
      <Divider />
      <Heading>{texts.handoffs}</Heading>
      <Flex>
        <Select
          label={texts.accept}
          name="accept"
          value={accept}
          readOnly={isReadOnly}
          options={(['button', 'first-touch', 'either'] as const).map((value) => ({
            value,
            label: texts.accepts[value],
          }))}
          onChange={(value) => value !== undefined && change({ accept: value as Agreement['accept'] })}
          {...fieldProblem(problems, 'accept')}
        />
      </Flex>
      <ReasonsForm {...props} />
    </Flex>
  );
}

function TouchFields({ draft, problems, isReadOnly, onDraft }: AgreementPartProps) {
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const { touches } = draft.agreement;
  const change = (changed: Agreement['touches']) => onDraft(withAgreement(draft, { touches: changed }));
  const chooseDirection = (value: string) => {
    const { direction: _, ...others } = touches;
    change(value === 'any' ? others : { ...others, direction: value as 'incoming' | 'outgoing' });
  };
  return (
    <Flex gap="medium" wrap align="start">
      <MultiSelect
        label={texts.touchKinds}
        name="touches.kinds"
        value={touches.kinds}
        readOnly={isReadOnly}
        options={[
          ...activityKinds.map((value) => ({ value: value as string, label: shared.activities[value] })),
          { value: 'logged', label: texts.logged },
        ]}
        onChange={(chosen) => change({ ...touches, kinds: chosen as Agreement['touches']['kinds'] })}
        {...(touches.kinds.length === 0
          ? { error: true, validationMessage: texts.chooseOne }
          : fieldProblem(problems, 'touches.kinds'))}
      />
      <Select
        label={shared.direction}
        name="touches.direction"
        value={touches.direction ?? 'any'}
        readOnly={isReadOnly}
        options={(['any', 'incoming', 'outgoing'] as const).map((value) => ({
          value,
          label: shared.directions[value],
        }))}
        onChange={(value) => value !== undefined && chooseDirection(String(value))}
        {...fieldProblem(problems, 'touches.direction')}
      />
      <Select
        label={texts.touchBy}
        name="touches.by"
        value={touches.by}
        readOnly={isReadOnly}
        options={(['anyone', 'owner', 'lead-team'] as const).map((value) => ({ value, label: texts.touchBys[value] }))}
        onChange={(value) => value !== undefined && change({ ...touches, by: value as Agreement['touches']['by'] })}
        {...fieldProblem(problems, 'touches.by')}
      />
    </Flex>
  );
}
