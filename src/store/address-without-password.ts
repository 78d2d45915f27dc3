/**
 * The address of a database as it may be shown and logged. A password that was not encoded may itself hold `@`, `:` and `/`,
 * so everything between the user and the last `@` counts as password; so does a parameter that is named like one.
 */
export function addressWithoutPassword(url: string): string {
  return url.replace(/^([^:/]+:\/\/[^:@/]*):.*@/s, '$1:…@').replace(/([?&](?:password|sslpassword)=)[^&]*/gi, '$1…');
}
