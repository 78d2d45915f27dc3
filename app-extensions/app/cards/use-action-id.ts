import { useCallback, useRef } from 'react';
import { newActionId } from './action-id.ts';

/** The id of an action: the same as long as the same is said, so that a repeated try is known again. */
export function useActionId(): (said: string) => string {
  const latest = useRef({ id: '', said: '' });
  return useCallback((said: string) => {
    if (latest.current.said !== said) latest.current = { id: newActionId(), said };
    return latest.current.id;
  }, []);
}
