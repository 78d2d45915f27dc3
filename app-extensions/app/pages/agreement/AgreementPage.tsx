import { EmptyState, Flex, Select, Text } from '@hubspot/ui-extensions';
import { usePageRoute } from '@hubspot/ui-extensions/pages';
import type { AgreementPageData } from '../../../../src/api/agreement-page-contract.ts';
import { periods } from '../journey/journey-choice.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { Counting } from '../parts/Counting.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { useBackend } from '../use-backend.ts';
import {
  type AgreementChoice,
  agreedTeams,
  agreementChoiceOf,
  agreementChoiceParams,
  periodQuery,
} from './agreement-choice.ts';
import { CountedAgreement } from './CountedAgreement.tsx';

/** How the three teams keep what they have agreed: which clocks were met, how late the others, why leads came back, whose time it was. */
export function AgreementPage() {
  const { context, actions, reader, texts } = usePlace();
  const choice = agreementChoiceOf(usePageRoute().params as Record<string, string | undefined>);
  const query = [`language=${reader.language}`, ...periodQuery(choice.period)];
  if (choice.team !== 'all') query.push(`team=${choice.team}`);
  if (choice.stage !== null) query.push(`stage=${encodeURIComponent(choice.stage)}`);
  const path = `/api/pages/agreement?${query.join('&')}`;
  const backend = useBackend<AgreementPageData>(context, path, ({ state }) => state === 'counting');
  const stages = backend.last?.state === 'ready' ? backend.last.stages : [];
  const choose = (chosen: AgreementChoice) =>
    actions.navigateToPage({ to: '/agreement', params: agreementChoiceParams(chosen) });
  return (
    <Flex direction="column" gap="medium">
      <Flex gap="medium" wrap align="end">
        <Select
          label={texts.team}
          name="team"
          value={choice.team}
          options={[
            { value: 'all', label: texts.allTeams },
            ...agreedTeams.map((value) => ({ value, label: texts.teams[value] })),
          ]}
          onChange={(value) => choose({ ...choice, team: value as AgreementChoice['team'] })}
        />
        <Select
          label={texts.stage}
          name="stage"
          value={choice.stage ?? 'all'}
          options={[{ value: 'all', label: texts.allStages }, ...stages.map(({ id, label }) => ({ value: id, label }))]}
          onChange={(value) => choose({ ...choice, stage: value === 'all' ? null : String(value) })}
        />
        <Select
          label={texts.agreement.began}
          name="period"
          value={choice.period}
          options={periods.map((value) => ({ value, label: texts.periods[value] }))}
          onChange={(value) => choose({ ...choice, period: value as AgreementChoice['period'] })}
        />
      </Flex>
      <Loaded backend={backend}>
        {(data) => {
          if (data.state === 'counting') return <Counting counted={data.counted} total={data.total} />;
          if (data.state === 'ready') return <CountedAgreement data={data} choice={choice} reload={backend.reload} />;
          return (
            <EmptyState title={texts.agreement.noneTitle} layout="vertical" imageName="target" imageWidth={120}>
              <Text>{texts.agreement.none}</Text>
            </EmptyState>
          );
        }}
      </Loaded>
    </Flex>
  );
}
