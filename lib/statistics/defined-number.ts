/** A result of a library that returns NaN for arguments outside its domain; here such results are undefined. */
export function definedNumber(result: number): number | undefined {
  return Number.isNaN(result) ? undefined : result;
}
