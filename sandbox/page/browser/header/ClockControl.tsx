import type { PageSettings } from '../../page-data.ts';
import { askPortal, messageOf } from '../portal/ask-portal.ts';
import { formatInstant } from '../portal/format-time.ts';
import { useToast } from '../Toasts.tsx';

const dayMs = 86_400_000;
const steps = [1, 7, 30];

type Props = { settings: PageSettings; onChanged: () => void };

/** The portal's own time, and buttons that move it forward. */
export function ClockControl({ settings: { clock, timeZone }, onChanged }: Props) {
  const toast = useToast();
  const move = async (days: number): Promise<void> => {
    const now = new Date(Date.parse(clock) + days * dayMs).toISOString();
    try {
      await askPortal('/sandbox/clock', { now });
      onChanged();
    } catch (error) {
      toast({ tone: 'danger', message: messageOf(error) });
    }
  };
  return (
    <fieldset className="control">
      <legend>Portal clock</legend>
      <time dateTime={clock} className="control-value" title={`Time zone ${timeZone}`}>
        {formatInstant(clock, timeZone)}
      </time>
      <span className="segments">
        {steps.map((days) => (
          <button key={days} type="button" onClick={() => void move(days)}>
            <span aria-hidden="true">+{days} d</span>
            <span className="only-heard">{days === 1 ? 'one day' : `${days} days`} forward</span>
          </button>
        ))}
      </span>
    </fieldset>
  );
}
