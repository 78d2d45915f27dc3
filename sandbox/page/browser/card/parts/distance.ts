const pixels: Readonly<Record<string, number>> = {
  flush: 0,
  none: 0,
  xs: 4,
  'extra-small': 4,
  sm: 8,
  small: 8,
  md: 16,
  medium: 16,
  lg: 24,
  large: 24,
  xl: 32,
  'extra-large': 32,
};

/** HubSpot's names of distances in pixels. */
export function distanceOf(name: string | undefined, standard: string): number {
  return pixels[name ?? standard] ?? pixels[standard] ?? 0;
}

/** `small` and `sm` are one size; the short name is part of class names. */
export function sizeOf(name: string | undefined, standard: string): string {
  const short: Record<string, string> = {
    'extra-small': 'xs',
    small: 'sm',
    medium: 'md',
    large: 'lg',
    'extra-large': 'xl',
  };
  const given = name ?? standard;
  return short[given] ?? given;
}
