/** From so many business days on nobody pictures the hours; the explanation has them. */
export const daysToCount = 3;
