import { z } from "zod";

/** Parts with single dots between them (RFC 5321, Dot-string). */
const local = /^(?=.{1,64}$)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** A host name as DNS has it, an international one in its "xn--" form; the last label is never all digits. */
const domain =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;
/** Letters, marks and digits of any script: what a label of an international domain may hold. */
const unicodeDomain = /^[\p{L}\p{M}\p{N}.-]+$/u;
const isAscii = (text: string) => /^[\x21-\x7e]*$/.test(text);

/**
 * A domain in the ASCII form that mail servers use, or undefined. A label in another script becomes "xn--…"; a label
 * that only looks different and would turn into plain letters (fullwidth, Kelvin sign) is refused, not mapped.
 */
function asciiDomain(typed: string): string | undefined {
  if (isAscii(typed)) return typed.toLowerCase();
  const compatible = typed.normalize("NFKC") === typed.normalize("NFC");
  if (!compatible || !unicodeDomain.test(typed) || !URL.canParse(`http://${typed}`)) return undefined;
  const typedLabels = typed.split(".");
  const { hostname } = new URL(`http://${typed}`);
  const labels = hostname.split(".");
  const kept = labels.every((label, i) => isAscii(typedLabels[i] ?? "") || label.startsWith("xn--"));
  return labels.length === typedLabels.length && kept ? hostname : undefined;
}

/**
 * An e-mail address in the one form in which it is stored and compared, or undefined: the only parser of addresses.
 * Lower case, without blanks around it, one ASCII "@", an ASCII local part, and the domain as DNS has it. Characters
 * that look like "@" or like a letter are refused: a mail server may map them to somebody else's address.
 */
export function normalAddress(input: unknown): string | undefined {
  if (typeof input !== "string") return undefined;
  const parts = input.trim().split("@");
  // Before lower-casing: the Kelvin sign would turn into a plain k.
  if (parts.length !== 2 || !isAscii(parts[0]!)) return undefined;
  const host = asciiDomain(parts[1]!);
  const name = parts[0]!.toLowerCase();
  if (!host || host.length > 253 || !local.test(name) || !domain.test(host)) return undefined;
  const address = `${name}@${host}`;
  return address.length <= 254 ? address : undefined;
}

/**
 * The address in what a person typed or pasted, in its stored form, or undefined: also "Ada Lovelace <ada@acme.example>"
 * and "mailto:ada@acme.example", as mail programs copy them. A name that itself holds an "@" is refused: which of the two
 * is meant cannot be told.
 */
export function typedAddress(input: unknown): string | undefined {
  if (typeof input !== "string") return undefined;
  const [, inBrackets] = /^[^<>@]*<([^<>]*)>\s*$/.exec(input) ?? [];
  return normalAddress((inBrackets ?? input).trim().replace(/^mailto:/i, ""));
}

/** What is wrong with an address that nobody sees by looking at it, and where. */
export const addressFaults = [
  "address-hidden-before",
  "address-hidden-after",
  "address-end",
  "address-dots",
  "address-query",
  "address-several",
] as const;
export type AddressFault = (typeof addressFaults)[number] | "address";

/** Characters without a picture, as web pages and chats put them between letters. */
const hidden = /\p{Cf}|\p{Cc}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/u;
/** What stands after an address in a list or a sentence, without and with the bracket that may belong to it. */
const after = [/[\s.,;:!]+$/, /[\s.,;:!>)\]'"]+$/];

/** What is wrong with something typed that `typedAddress` does not take. */
export function addressFault(input: unknown): AddressFault {
  const typed = typeof input === "string" ? input.trim() : "";
  const [before = "", ...others] = typed.split("@");
  if (hidden.test(before)) return "address-hidden-before";
  if (hidden.test(others.join("@"))) return "address-hidden-after";
  if (typed.split(/[;,\s]+/).filter((part) => part.includes("@")).length > 1) return "address-several";
  if (/^[^?]*@[^?]*\?/.test(typed)) return "address-query";
  if (/^\.|\.@|\.\.[^@]*@/.test(typed)) return "address-dots";
  const isOneWithout = after.some((end) => typedAddress(typed.replace(end, "")) !== undefined);
  return isOneWithout ? "address-end" : "address";
}

/** The same as a schema: takes what a person typed, gives the stored form, refuses with what is wrong. */
export const addressInput = z.unknown().transform((input, context) => {
  const address = typedAddress(input);
  if (address !== undefined) return address;
  context.issues.push({ code: "custom", message: addressFault(input), input });
  return z.NEVER;
});
