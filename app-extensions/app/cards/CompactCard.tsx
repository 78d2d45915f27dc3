import { CardFrame } from './CardFrame.tsx';
import { CompactProblem } from './parts/CompactProblem.tsx';
import { CompactReady } from './parts/CompactReady.tsx';
import { CompactTags } from './parts/CompactTags.tsx';
import { CompactText } from './parts/CompactText.tsx';
import { LoadingLine } from './parts/LoadingLine.tsx';
import { useReader } from './ReaderProvider.tsx';
import { type CardHost, useRecord } from './RecordProvider.tsx';
import { useCard } from './use-card.ts';

/** The journey in a few lines, for the sidebar and the preview: stage, whose turn it is, and what to do next. */
export function CompactCard(host: CardHost) {
  return (
    <CardFrame {...host}>
      <CompactContent />
    </CardFrame>
  );
}

function CompactContent() {
  const { texts } = useReader();
  const record = useRecord();
  const card = useCard(record, useReader());
  const { state } = card;
  switch (state.kind) {
    case 'loading':
      return <LoadingLine />;
    case 'ready':
      return <CompactReady data={state.data} current={state.current} trouble={state.trouble} card={card} />;
    case 'empty':
      return <CompactText text={(state.reason === 'unknown' ? texts.unknownTitle : texts.noStageTitle)[record.kind]} />;
    case 'deleted':
      return <CompactText text={texts.deletedTitle[record.kind]} />;
    case 'stale':
      return <CompactTags tags={state.tags} trouble={state.trouble} card={card} />;
    case 'failed':
      return <CompactProblem text={state.trouble === 'busy' ? texts.busyTitle : texts.failedTitle} card={card} />;
  }
}
