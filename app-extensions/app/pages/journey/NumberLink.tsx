import { Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { usePlace } from '../PlaceProvider.tsx';
import { choiceParams, type JourneyChoice } from './journey-choice.ts';

type NumberLinkProps = {
  count: number;
  stage: string;
  kind: string;
  choice: JourneyChoice;
  /** Of a split; null for all. */
  segment?: string | null;
  /** What is said beside the number. */
  share?: string | null;
  /** Another number, that leads to its own records, with what it is of: part of this one, or apart from it. */
  beside?: { kind: string; text: string } | null;
};

/** A number that leads to the records that it counts; none of them, no way there. */
export function NumberLink({
  count,
  stage,
  kind,
  choice,
  segment = null,
  share = null,
  beside = null,
}: NumberLinkProps) {
  const { reader } = usePlace();
  const text = new Intl.NumberFormat(reader.locale).format(count);
  if (count === 0) return <Text>{text}</Text>;
  const paramsOf = (of: string) => ({
    ...{ ...choiceParams(choice), stage, kind: of },
    ...(segment !== null && { segment }),
  });
  return (
    <Text>
      <PageLink to="/records" params={paramsOf(kind)}>
        {text}
      </PageLink>
      {share === null ? '' : ` · ${share}`}
      {beside === null ? null : (
        <>
          {' · '}
          <PageLink to="/records" params={paramsOf(beside.kind)}>
            {beside.text}
          </PageLink>
        </>
      )}
    </Text>
  );
}
