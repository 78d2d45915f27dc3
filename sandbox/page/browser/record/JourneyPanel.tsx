import { type KeyboardEvent, useId, useState } from 'react';
import { ActivityList } from './ActivityList.tsx';
import { EventList } from './EventList.tsx';
import { HistoryList } from './HistoryList.tsx';
import type { RecordProps } from './RecordView.tsx';

const tabs = [
  { name: 'activity', label: 'Activity', Content: ActivityList },
  { name: 'webhooks', label: 'Webhooks', Content: EventList },
  { name: 'history', label: 'Property history', Content: HistoryList },
] as const;

/** What happened, in three readings: for people, as webhooks went out, and as HubSpot keeps it. */
export function JourneyPanel(props: RecordProps) {
  const [selected, setSelected] = useState(0);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const next = (selected + step + tabs.length) % tabs.length;
    setSelected(next);
    document.getElementById(`${id}-tab-${next}`)?.focus();
  };
  const { Content } = tabs[selected]!;
  return (
    <section className="panel journey">
      <div role="tablist" aria-label="What happened" className="tabs" onKeyDown={onKeyDown}>
        {tabs.map(({ name, label }, index) => (
          <button
            key={name}
            id={`${id}-tab-${index}`}
            type="button"
            role="tab"
            aria-selected={index === selected}
            aria-controls={`${id}-content`}
            tabIndex={index === selected ? 0 : -1}
            onClick={() => setSelected(index)}
          >
            {label}
          </button>
        ))}
      </div>
      <div
        id={`${id}-content`}
        role="tabpanel"
        aria-labelledby={`${id}-tab-${selected}`}
        className="journey-content"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to scroll it too.
        tabIndex={0}
      >
        <Content {...props} />
      </div>
    </section>
  );
}
