import { Link, Text } from '@hubspot/ui-extensions';
import { usePlace } from '../PlaceProvider.tsx';
import { recordAddress, typeIds } from '../records/record-address.ts';

type RecordNameProps = { objectType: string; recordId: string; name?: string };

/** Leads to a record by its name; one of a kind that has no page here is told by its kind and number. */
export function RecordName({ objectType, recordId, name }: RecordNameProps) {
  const { context, texts } = usePlace();
  const numbered = `${texts.recordTypes[objectType] ?? objectType} #${recordId}`;
  if (!isLinked(objectType)) return <Text>{numbered}</Text>;
  return <Link href={recordAddress(context.portal.id, objectType, recordId)}>{name ?? numbered}</Link>;
}

export function isLinked(objectType: string): objectType is keyof typeof typeIds {
  return Object.hasOwn(typeIds, objectType);
}
