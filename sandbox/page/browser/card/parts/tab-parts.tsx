import {
  Children,
  isValidElement,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useReducer,
  useRef,
  useState,
} from 'react';

type TabProps = { tabId?: string; title?: string; disabled?: boolean; children?: ReactNode };
type TabsProps = {
  selected?: string;
  defaultSelected?: string;
  onSelectedChange?: (id: string) => void;
  children?: ReactNode;
};

type RemoteChild = {
  component?: { props?: TabProps };
  receiver?: { attached: { subscribe: (component: object, onChange: () => void) => () => void } };
};

/** remote-ui wraps each child, whose own properties lie one element deeper. */
function tabOf(child: ReactNode): TabProps | null {
  if (!isValidElement(child)) return null;
  const props = child.props as TabProps & RemoteChild;
  return props.component?.props ?? props;
}

/** remote-ui draws a child anew when its properties change, and not what stands around it: a tab's title stands there. */
function useChangesOf(children: ReactNode): void {
  const [, drawAgain] = useReducer((round: number) => round + 1, 0);
  useEffect(() => {
    const stops = Children.toArray(children).map((child) => {
      const { component, receiver } = isValidElement(child) ? (child.props as RemoteChild) : {};
      return component === undefined ? undefined : receiver?.attached.subscribe(component, drawAgain);
    });
    return () => {
      for (const stop of stops) stop?.();
    };
  }, [children]);
}

/** As HubSpot's tabs: `selected` puts them under the app's control. The arrow keys go from one to the next. */
function Tabs({ selected, defaultSelected, onSelectedChange, children }: TabsProps) {
  const tabs = Children.toArray(children).flatMap((child, index) => {
    const tab = tabOf(child);
    return tab === null ? [] : [{ id: tab.tabId ?? `tab-${index + 1}`, tab, child }];
  });
  useChangesOf(children);
  const [own, setOwn] = useState(defaultSelected ?? tabs[0]?.id ?? '');
  const current = selected ?? own;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const choose = (chosen: string): void => {
    setOwn(chosen);
    onSelectedChange?.(chosen);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = tabs.findIndex((one) => one.id === current);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    choose(next.id);
    list.current?.querySelector<HTMLButtonElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div>
      <div className="part-tabs" role="tablist" ref={list}>
        {tabs.map(({ id: tabId, tab }) => (
          <button
            key={tabId}
            type="button"
            role="tab"
            data-tab={tabId}
            disabled={tab.disabled}
            aria-selected={tabId === current}
            aria-controls={tabId === current ? `${id}-panel` : undefined}
            tabIndex={tabId === current ? 0 : -1}
            onKeyDown={onKey}
            onClick={() => choose(tabId)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div className="part-tab-content" role="tabpanel" id={`${id}-panel`}>
        {tabs.find((one) => one.id === current)?.child}
      </div>
    </div>
  );
}

function Tab({ children }: TabProps) {
  return <>{children}</>;
}

export const tabParts = { Tabs, Tab };
