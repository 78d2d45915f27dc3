import type { CrmContext, ExtensionPointApiActions } from '@hubspot/ui-extensions';
import { createContext, type ReactNode, useContext } from 'react';
import { type RecordKind, recordKindOf } from './record-kind.ts';

/** What a card may ask of HubSpot; the same at every place of a record. */
export type CardActions = ExtensionPointApiActions<'crm.record.tab'>;
export type CardHost = { context: CrmContext; actions: CardActions };
export type OpenRecord = CardHost & { kind: RecordKind };

const RecordContext = createContext<OpenRecord | null>(null);

export function RecordProvider({ context, actions, children }: CardHost & { children: ReactNode }) {
  const kind = recordKindOf(context.crm.objectTypeId);
  return <RecordContext.Provider value={{ context, actions, kind }}>{children}</RecordContext.Provider>;
}

/** The record that is open, and what HubSpot lets a card do with it. */
export function useRecord(): OpenRecord {
  const record = useContext(RecordContext);
  if (record === null) throw new Error('a part of the card stands outside of RecordProvider');
  return record;
}
