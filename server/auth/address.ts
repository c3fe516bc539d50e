const address = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/**
 * An e-mail address in the one form it is compared in, or undefined. Only ASCII: look-alikes of "@" and of letters
 * are refused and never mapped, because a mail server may map them to somebody else's address.
 */
export function normalAddress(input: unknown): string | undefined {
  if (typeof input !== "string" || input.length > 254) return undefined;
  const trimmed = input.trim();
  // Before lower-casing: the Kelvin sign would turn into a plain k.
  if (!/^[\x21-\x7e]+$/.test(trimmed)) return undefined;
  const lower = trimmed.toLowerCase();
  return address.test(lower) ? lower : undefined;
}
