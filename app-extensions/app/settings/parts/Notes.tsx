import { Alert, Button, Flex, List, Text } from '@hubspot/ui-extensions';
import type { SettingsModelData, SettingsProblem } from '../../../../src/api/settings-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { fill, fillCount } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { bySeverity } from '../draft/problems.ts';
import { useRefusalTexts } from '../texts/refusal-texts.ts';
import type { Told } from '../use-asking.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import { publisherText } from './publisher-text.ts';

export type Note = Exclude<Told<unknown>, { kind: 'done' }>;

type NotesProps = {
  note: Note | null;
  problems: readonly SettingsProblem[];
  /** What somebody else has published since the draft was begun. */
  overtaken: SettingsModelData['versions'][number] | null;
  /** The version from which it began. */
  base: number;
  /** What a place is called on the page; its path where nothing is given. */
  placeName?: (path: string) => string;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
};

const mostProblems = 12;
const asItIs = (path: string) => path;

/** What stands in the way of the draft; it is kept in every case. */
export function Notes({ note, problems, overtaken, base, placeName = asItIs, onTakeTheirs, onKeepMine }: NotesProps) {
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  return (
    <Flex direction="column" gap="small">
      {overtaken === null ? null : (
        <Alert title={texts.overtakenTitle} variant="warning">
          <Flex direction="column" align="start" gap="small">
            <Text>
              {fill(texts.overtaken, {
                who: publisherText(overtaken, texts),
                version: String(overtaken.version),
                time: formatTime(Date.parse(overtaken.publishedAt), reader),
                base: String(base),
              })}
            </Text>
            <Flex gap="small" wrap>
              <Button variant="secondary" size="sm" onClick={onKeepMine}>
                {texts.keepMine}
              </Button>
              <Button variant="secondary" size="sm" onClick={onTakeTheirs}>
                {texts.takeTheirs}
              </Button>
            </Flex>
          </Flex>
        </Alert>
      )}
      {note === null ? null : <TroubleNote note={note} />}
      {problems.length === 0 ? null : <Problems problems={problems} placeName={placeName} />}
    </Flex>
  );
}

function TroubleNote({ note }: { note: Note }) {
  const texts = useSettingsTexts();
  const refusals = useRefusalTexts();
  const place = usePlace();
  if (note.kind !== 'refused') {
    return (
      <Alert title={note.kind === 'busy' ? place.texts.busyTitle : texts.unansweredTitle} variant="warning">
        <Text>{texts.unanswered}</Text>
      </Alert>
    );
  }
  const { code, message } = note.refusal;
  const isInvalid = code.endsWith('-invalid') && note.refusal.problems !== undefined;
  const title = code === 'not-allowed' ? texts.notAllowed : isInvalid ? texts.invalid : texts.refused;
  return (
    <Alert title={title} variant="danger">
      {isInvalid ? (
        <Text>{texts.draftKept}</Text>
      ) : (
        <Flex direction="column" gap="extra-small">
          <Text>{Object.hasOwn(refusals, code) ? refusals[code] : refusals.otherwise}</Text>
          <Text variant="microcopy">{fill(refusals.forSupport, { code, message })}</Text>
        </Flex>
      )}
    </Alert>
  );
}

type ProblemsProps = { problems: readonly SettingsProblem[]; placeName: (path: string) => string };

function Problems({ problems, placeName }: ProblemsProps) {
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  const isRefused = problems.some(({ severity }) => severity === 'error');
  const shown = bySeverity(problems).slice(0, mostProblems);
  const rest = problems.length - shown.length;
  return (
    <Alert title={isRefused ? texts.errorsTitle : texts.warningsTitle} variant={isRefused ? 'danger' : 'warning'}>
      <List variant="unordered">
        {shown.map(({ path, message, severity }) => (
          <Text key={`${path} ${message}`} variant="microcopy">
            {`${severity === 'error' ? texts.error : texts.warning} · ${path === '' ? '' : `${placeName(path)}: `}${message}`}
          </Text>
        ))}
      </List>
      {rest <= 0 ? null : <Text variant="microcopy">{fillCount(texts.moreProblems, rest, reader.locale)}</Text>}
    </Alert>
  );
}
