import { Alert } from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';
import { useQuestionTexts } from '../texts/question-texts.ts';
import { LossQuestion } from './LossQuestion.tsx';

type Now<Content> = {
  /** What is being edited. */
  content: Content;
  isChanged: boolean;
  begin: (content: Content) => void;
};

/**
 * What was asked for so that it takes the place of the draft: it does when it arrives, unless the draft was edited while it was
 * awaited. Then the person is asked, since the question at the press was about an earlier draft.
 */
export function useArrival<Content>(now: Now<Content>) {
  const texts = useQuestionTexts();
  const latest = useRef(now);
  latest.current = now;
  const [arrived, setArrived] = useState<Content | null>(null);
  const { isChanged } = now;
  // Nothing is left to be lost.
  useEffect(() => {
    if (!isChanged) setArrived(null);
  }, [isChanged]);
  const take = (content: Content) => {
    setArrived(null);
    latest.current.begin(content);
  };
  /** `asked`: the content of the draft at the press. */
  const arrive = (content: Content, asked: Content) => {
    const { isChanged, content: edited } = latest.current;
    if (isChanged && edited !== asked) setArrived(content);
    else take(content);
  };
  const question =
    arrived === null ? null : (
      <Alert title={texts.arrived} variant="warning">
        <LossQuestion onYes={() => take(arrived)} onNo={() => setArrived(null)} />
      </Alert>
    );
  return { arrive, question };
}
