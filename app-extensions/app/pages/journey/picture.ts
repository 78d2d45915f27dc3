/** What the pictures of the *Journey* page have in common. Sizes are pixels. */
export type Picture = { svg: string; width: number; height: number };

export type Paint = { fill: string; edge: string };

const paints: Readonly<Record<string, Paint>> = {
  marketing: { fill: '#e6f0fb', edge: '#0b5cad' },
  sales: { fill: '#e5f5ec', edge: '#12633c' },
  service: { fill: '#fff3e0', edge: '#8a4b00' },
  nobody: { fill: '#eef1f5', edge: '#475467' },
};

export function paintOf(team: string): Paint {
  return paints[team] ?? paints.nobody!;
}

export function pictureOf(width: number, height: number, content: string): Picture {
  const font = `font-family="Helvetica, Arial, 'Noto Sans KR', sans-serif"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${font}>${content}</svg>`;
  return { svg, width, height };
}

/** The head of an arrow, to be named as `marker-end`. */
export function arrowHead(colour: string): string {
  return `<defs><marker id="a" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="11" markerHeight="11" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="${colour}"/></marker></defs>`;
}

/** As text within the picture. What no XML may hold is left out: one such letter would leave the whole picture blank. */
export function escaped(text: string): string {
  const drawable = text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '');
  return drawable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
