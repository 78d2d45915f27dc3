import type { AssociationTest, DealTest, TicketTest } from '../conditions/condition-schema.ts';
import { countTexts } from './condition-texts.ts';
import {
  associateTexts,
  comparisonTexts,
  detailTexts,
  phaseTexts,
  ticketPhaseTexts,
  type WordForms,
} from './condition-words.ts';
import { type ClauseParts, fill, listOf, type SentenceWords, sinceAnchor } from './sentence-words.ts';

/** The clause on the deals that count for the record; of a deal, on the deal itself. */
export function dealClause(test: DealTest, holds: boolean, words: SentenceWords): ClauseParts {
  const { pipelines, lostReasons } = test;
  const details = [
    ...(pipelines === undefined ? [] : [detail('pipelines', listOf(pipelines.map(words.pipelineLabel), words), words)]),
    ...(lostReasons === undefined ? [] : [detail('lostReasons', listOf(lostReasons, words), words)]),
    ...figures(test, words),
    ...timing(test, words),
  ];
  const names = words.isDeal
    ? (['ownDeal', 'noOwnDeal', 'ownDeal', 'noOwnDeal'] as const)
    : (['deal', 'noDeal', 'deals', 'noDeals'] as const);
  return { ...counted(phaseTexts[test.deals], test.count, holds, words, names), details };
}

/** The clause on the tickets that count for the record. */
export function ticketClause(test: TicketTest, holds: boolean, words: SentenceWords): ClauseParts {
  const { pipelines, priorities } = test;
  const details = [
    ...(pipelines === undefined ? [] : [detail('pipelines', listOf(pipelines.map(words.pipelineLabel), words), words)]),
    ...(priorities === undefined ? [] : [detail('priorities', listOf(priorities, words), words)]),
    ...timing(test, words),
  ];
  const names = ['ticket', 'noTicket', 'tickets', 'noTickets'] as const;
  return { ...counted(ticketPhaseTexts[test.tickets], test.count, holds, words, names), details };
}

/** The clause on the records that the record is associated with. */
export function associationClause(test: AssociationTest, holds: boolean, words: SentenceWords): ClauseParts {
  const details = [
    ...(test.labels === undefined ? [] : [detail('labels', listOf(test.labels, words), words)]),
    ...(test.roles === undefined ? [] : [detail('roles', listOf(test.roles, words), words)]),
  ];
  const names = ['associate', 'noAssociate', 'associates', 'noAssociates'] as const;
  return { ...counted(associateTexts[test.associated], test.count, holds, words, names), details };
}

function detail(name: keyof typeof detailTexts, x: string, { language }: SentenceWords): string {
  return fill(detailTexts[name][language], { x });
}

function figures(test: DealTest, words: SentenceWords): string[] {
  const { language, forms } = words;
  const bounds = [
    ['amount', 'atLeast', test.amountAtLeast, forms.number],
    ['amount', 'below', test.amountBelow, forms.number],
    ['probability', 'atLeast', test.probabilityAtLeast, forms.share],
    ['probability', 'below', test.probabilityBelow, forms.share],
  ] as const;
  return bounds.flatMap(([name, comparison, bound, told]) =>
    bound === undefined ? [] : [detail(name, fill(comparisonTexts[comparison][language], { x: told(bound) }), words)],
  );
}

function timing({ after, quietFor }: DealTest | TicketTest, words: SentenceWords): string[] {
  return [
    ...(after === undefined ? [] : [detail('after', sinceAnchor(after, words), words)]),
    ...(quietFor === undefined ? [] : [detail('quiet', words.forms.duration(quietFor), words)]),
  ];
}

type CountTextName = keyof typeof countTexts;

function counted(
  word: WordForms,
  count: number | undefined,
  holds: boolean,
  { language, forms }: SentenceWords,
  [one, none, many, fewer]: readonly [CountTextName, CountTextName, CountTextName, CountTextName],
): ClauseParts {
  const isOne = (count ?? 1) === 1;
  const name = holds ? (isOne ? one : many) : isOne ? none : fewer;
  const values = {
    one: word.one[language],
    many: word.many[language],
    own: (word.own ?? word.one)[language],
    count: forms.number(count ?? 1),
  };
  return { text: countTexts[name], values };
}
