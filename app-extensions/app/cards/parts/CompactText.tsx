import { Text } from '@hubspot/ui-extensions';

export function CompactText({ text }: { text: string }) {
  return <Text>{text}</Text>;
}
