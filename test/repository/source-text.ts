const tokens = new RegExp(
  [
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*/, // comments
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/, // strings
    /`(?:\\.|[^`\\])*`/, // templates
    /(?<=[=(,:;!&|?{}[]\s*|\breturn\s+)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/, // regular expressions
  ]
    .map((pattern) => `(${pattern.source})`)
    .join('|'),
  'g',
);

/** Program text with its comments blanked; every other character keeps its place and line. */
export function withoutComments(source: string): string {
  return source.replace(tokens, (token, comment: string | undefined) => (comment ? blank(token) : token));
}

/** Also blanks quoted strings and regular expressions. Templates stay, because code stands inside them. */
export function withoutCommentsAndStrings(source: string): string {
  return source.replace(tokens, (token, _comment, _quoted, template: string | undefined) => template ?? blank(token));
}

/** Line of an offset, counted from 1. */
export function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

function blank(token: string): string {
  return token.replace(/[^\n]/g, ' ');
}
