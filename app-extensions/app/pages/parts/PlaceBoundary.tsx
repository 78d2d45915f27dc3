import { Alert, Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { Boundary } from '../../cards/Boundary.tsx';
import type { Language } from '../../cards/who-reads.ts';
import { usePlace } from '../PlaceProvider.tsx';

type PlaceBoundaryTexts = Record<'title' | 'page' | 'reload' | 'draft', string>;

export const placeBoundaryTextsByLanguage: Record<Language, PlaceBoundaryTexts> = {
  en: {
    title: 'This page is older than the app',
    page: 'The answer could not be shown. Reload the page to get the newest one.',
    reload: 'Reload the page',
    draft:
      'This part could not be shown. Your draft is kept: copy it from “File”, then reload the page in your browser to get the newest one.',
  },
  it: {
    title: 'Questa pagina è più vecchia dell’app',
    page: 'La risposta non si è potuta mostrare. Ricarica la pagina per avere la più recente.',
    reload: 'Ricarica la pagina',
    draft:
      'Questa parte non si è potuta mostrare. La bozza è conservata: copiala da «File», poi ricarica la pagina nel browser per avere la più recente.',
  },
  de: {
    title: 'Diese Seite ist älter als die App',
    page: 'Die Antwort ließ sich nicht zeigen. Laden Sie die Seite neu, um die neueste zu bekommen.',
    reload: 'Seite neu laden',
    draft:
      'Dieser Teil ließ sich nicht zeigen. Ihr Entwurf bleibt erhalten: kopieren Sie ihn unter „Datei“ und laden Sie dann die Seite im Browser neu, um die neueste zu bekommen.',
  },
  ko: {
    title: '이 페이지는 앱보다 오래되었습니다',
    page: '응답을 표시할 수 없습니다. 페이지를 새로 고쳐 최신 페이지를 받으세요.',
    reload: '페이지 새로 고침',
    draft:
      '이 부분을 표시할 수 없습니다. 초안은 그대로 있습니다. “파일”에서 복사한 뒤 브라우저에서 페이지를 새로 고쳐 최신 페이지를 받으세요.',
  },
  ru: {
    title: 'Эта страница старше приложения',
    page: 'Ответ не удалось показать. Перезагрузите страницу, чтобы получить новую.',
    reload: 'Перезагрузить страницу',
    draft:
      'Эту часть не удалось показать. Черновик сохранён: скопируйте его на вкладке «Файл», затем перезагрузите страницу в браузере, чтобы получить новую.',
  },
};

type PlaceBoundaryProps = {
  /** What is drawn: when it is another, drawing is tried again. */
  of: unknown;
  /** Within the settings: a reload would lose the draft. */
  hasDraft?: boolean;
  children: ReactNode;
};

/** An answer that a page or a part of the settings cannot draw costs that page or part, and says so. */
export function PlaceBoundary({ of, hasDraft = false, children }: PlaceBoundaryProps) {
  return (
    <Boundary of={of} instead={hasDraft ? <PartMisunderstood /> : <PageMisunderstood />}>
      {children}
    </Boundary>
  );
}

function PageMisunderstood() {
  const { actions, reader } = usePlace();
  const texts = placeBoundaryTextsByLanguage[reader.language];
  return (
    <ErrorState title={texts.title}>
      <Flex direction="column" gap="small" align="center">
        <Text>{texts.page}</Text>
        <Button variant="secondary" size="sm" onClick={() => actions.reloadPage()}>
          {texts.reload}
        </Button>
      </Flex>
    </ErrorState>
  );
}

function PartMisunderstood() {
  const texts = placeBoundaryTextsByLanguage[usePlace().reader.language];
  return (
    <Alert title={texts.title} variant="warning">
      <Text>{texts.draft}</Text>
    </Alert>
  );
}
