import type { Language } from '../journey/vocabulary.ts';

/** A whole page in plain HTML. `body` is HTML already; everything else is text. `script` runs after the page is there. */
export function htmlPage(page: {
  language: Language;
  title: string;
  body: string;
  nonce: string;
  script?: string;
  noScript?: string;
}): string {
  const { language, title, body, nonce, script, noScript } = page;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
${noScript === undefined ? '' : `<noscript>${noScript}</noscript>`}
</head>
<body>
<main>${body}</main>
${script === undefined ? '' : `<script nonce="${nonce}">${script}</script>`}
</body>
</html>
`;
}

/** Text as it may stand in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
:root { color-scheme: light; font: 16px/1.5 system-ui, "Noto Sans", "Noto Sans KR", "Malgun Gothic", sans-serif; color: #1d2939; background: #f3f5f9; }
body { margin: 0; padding: 2rem 1rem; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem; background: #fff; border: 1px solid #d8dee8; border-radius: 8px; }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2rem 0 .5rem; font-size: 1.125rem; }
p { margin: .5rem 0; }
.soft { color: #475467; }
.note { padding: .75rem 1rem; background: #fff3e0; color: #8a4b00; border-radius: 8px; }
.steps { list-style: none; margin: 1.5rem 0 0; padding: 0; }
.steps > li { display: grid; grid-template-columns: 2rem 1fr auto; gap: 0 .5rem; padding: .75rem 0; border-top: 1px solid #d8dee8; }
.mark { font-weight: 700; }
.done .mark, .done .state { color: #12633c; }
.running .mark, .running .state { color: #0b5cad; }
.waiting { color: #475467; }
.withheld .mark, .withheld .state { color: #8a4b00; }
.running .name { font-weight: 600; }
.more { grid-column: 2 / -1; margin: .25rem 0 0; padding: 0; list-style: none; }
.more li { display: grid; grid-template-columns: 8rem 1fr 11rem; gap: .75rem; align-items: center; }
.more .whole { display: block; }
.more .count { text-align: right; font-variant-numeric: tabular-nums; }
progress { width: 100%; height: .5rem; accent-color: #0b5cad; }
.button { display: inline-block; padding: .5rem 1rem; border-radius: 8px; background: #0b5cad; color: #fff; text-decoration: none; }
.button:focus-visible, a:focus-visible { outline: 3px solid #1d2939; outline-offset: 2px; }
@media (max-width: 34rem) { main { padding: 1.25rem; } .more li { grid-template-columns: 1fr auto; } progress { grid-column: 1 / -1; grid-row: 2; } }
`;
