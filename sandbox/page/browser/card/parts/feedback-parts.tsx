import type { ReactNode } from 'react';
import { distanceOf, sizeOf } from './distance.ts';
import { iconPath } from './icon-path.ts';

type AlertProps = { title?: string; variant?: string; children?: ReactNode };

function Alert({ title, variant = 'info', children }: AlertProps) {
  const tone = variant === 'error' ? 'danger' : variant;
  return (
    <div className={`part-alert part-alert-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <strong className="part-alert-title">{title}</strong>
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}

type SpinnerProps = { label?: string; showLabel?: boolean; size?: string; layout?: string };

function LoadingSpinner({ label = '', showLabel = false, size, layout = 'inline' }: SpinnerProps) {
  return (
    <div className={`part-spinner part-spinner-${layout} part-spinner-${sizeOf(size, 'sm')}`} role="status">
      <span className="part-spin" aria-hidden="true" />
      <span className={showLabel ? undefined : 'only-heard'}>{label}</span>
    </div>
  );
}

type StateProps = { title?: string; type?: string; layout?: string; flush?: boolean; children?: ReactNode };

function EmptyState({ title, flush = false, children }: StateProps) {
  return (
    <div className={`part-state${flush ? ' part-state-flush' : ''}`}>
      <Picture name="emptyState" />
      {title !== undefined && <h3 className="part-heading">{title}</h3>}
      <div>{children}</div>
    </div>
  );
}

function ErrorState({ title, type = 'error', children }: StateProps) {
  return (
    <div className="part-state" role="alert">
      <Picture name={type === 'lock' ? 'locked' : 'warning'} />
      <h3 className="part-heading">{title}</h3>
      <div>{children}</div>
    </div>
  );
}

function Picture({ name }: { name: string }) {
  return (
    <svg viewBox="0 0 16 16" width="44" height="44" aria-hidden="true" className="part-picture">
      <path d={iconPath(name)} />
    </svg>
  );
}

type IconProps = { name?: string; color?: string; size?: string; screenReaderText?: string };

function Icon({ name = '', color = 'inherit', size, screenReaderText }: IconProps) {
  const side = { sm: 14, md: 18, lg: 24 }[sizeOf(size, 'sm')] ?? 14;
  return (
    <span className={`part-icon part-icon-${color}`} title={screenReaderText}>
      <svg viewBox="0 0 16 16" width={side} height={side} aria-hidden="true">
        <path d={iconPath(name)} />
      </svg>
      {screenReaderText !== undefined && <span className="only-heard">{screenReaderText}</span>}
    </span>
  );
}

type ProgressProps = {
  title?: string;
  value?: number;
  maxValue?: number;
  valueDescription?: string;
  showPercentage?: boolean;
  variant?: string;
};

function ProgressBar({
  title,
  value = 0,
  maxValue = 100,
  valueDescription,
  showPercentage,
  variant = 'success',
}: ProgressProps) {
  const percent = Math.round((Math.min(value, maxValue) / maxValue) * 100);
  return (
    <div className="part-progress" style={{ gap: distanceOf('xs', 'xs') }}>
      <div className="part-progress-words">
        <span>{title}</span>
        <span>{valueDescription ?? (showPercentage === true ? `${percent} %` : '')}</span>
      </div>
      <progress className={`part-progress-${variant}`} value={value} max={maxValue} aria-label={title ?? 'Progress'} />
    </div>
  );
}

function ScoreCircle({ score = 0 }: { score?: number }) {
  return <span className="part-score">{Math.round(score)}</span>;
}

export const feedbackParts = { Alert, LoadingSpinner, EmptyState, ErrorState, Icon, ProgressBar, ScoreCircle };
