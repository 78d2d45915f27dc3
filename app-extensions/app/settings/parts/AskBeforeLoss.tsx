import { type ReactNode, useState } from 'react';
import { LossQuestion } from './LossQuestion.tsx';

type AskBeforeLossProps = {
  /** Whether the draft has changes that nobody has published. */
  isAtRisk: boolean;
  onYes: () => void;
  /** The button; it calls what it is given. */
  children: (press: () => void) => ReactNode;
};

/** A button that takes the place of the draft: while that has unpublished changes, it asks first. */
export function AskBeforeLoss({ isAtRisk, onYes, children }: AskBeforeLossProps) {
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked || !isAtRisk) return children(() => (isAtRisk ? setIsAsked(true) : onYes()));
  const drop = () => {
    setIsAsked(false);
    onYes();
  };
  return <LossQuestion onYes={drop} onNo={() => setIsAsked(false)} />;
}
