import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

export type Toast = { tone: 'info' | 'success' | 'warning' | 'danger'; title?: string; message: string };
type Shown = Toast & { id: number };

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);
const shownMs = 6000;

/** Short messages at the lower edge: what the person's own action came to, and the alerts of cards. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Shown[]>([]);
  const remove = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const add = useCallback(
    (toast: Toast) => {
      const id = performance.now();
      setToasts((all) => [...all.slice(-3), { ...toast, id }]);
      setTimeout(() => remove(id), shownMs);
    },
    [remove],
  );
  const list = useMemo(
    () =>
      toasts.map(({ id, tone, title, message }) => (
        <li key={id} className={`toast toast-${tone}`}>
          <span>
            {title !== undefined && <strong>{title} </strong>}
            {message}
          </span>
          <button type="button" aria-label="Close this message" onClick={() => remove(id)}>
            ×
          </button>
        </li>
      )),
    [toasts, remove],
  );
  return (
    <ToastContext.Provider value={add}>
      {children}
      <ul className="toasts" aria-live="polite">
        {list}
      </ul>
    </ToastContext.Provider>
  );
}

export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}
