import type { z } from "zod";
import { DomainError } from "../errors";

/** The input as its schema wants it, or a refusal that names the fields, with message codes only. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".")] ??= issue.message;
  throw new DomainError("invalid", fields);
}

/** The same of what names something, such as ids of an address: what names nothing is "not-found". */
export function parseOrNotFound<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new DomainError("not-found");
  return parsed.data;
}
