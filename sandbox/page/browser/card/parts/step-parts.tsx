type Props = {
  stepNames?: string[];
  currentStep?: number;
  direction?: 'horizontal' | 'vertical';
  variant?: 'default' | 'compact' | 'flush';
  onClick?: (index: number) => void;
};

/** A compact one names the present step alone, as HubSpot's does. */
function StepIndicator({
  stepNames = [],
  currentStep = 0,
  direction = 'horizontal',
  variant = 'default',
  onClick,
}: Props) {
  return (
    <ol className={`part-steps part-steps-${direction} part-steps-${variant}`}>
      {stepNames.map((name, index) => (
        <li
          key={name}
          className={`part-step part-step-${index < currentStep ? 'done' : index === currentStep ? 'now' : 'ahead'}`}
          aria-current={index === currentStep ? 'step' : undefined}
        >
          {onClick === undefined ? (
            <span className="part-step-name">{name}</span>
          ) : (
            <button type="button" className="part-step-name" onClick={() => onClick(index)}>
              {name}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

export const stepParts = { StepIndicator };
