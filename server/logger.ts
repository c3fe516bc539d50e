import { randomUUID } from "node:crypto";
import pino from "pino";

/** Logs carry ids and codes; never an answer, an address or a token. */
export const logger = pino({ level: process.env.LOG_LEVEL || "info", base: undefined });

type Traits = { code?: unknown; constraint?: unknown; digest?: unknown; cause?: unknown };

/** Messages of these may quote what a person wrote. */
const quoting = new Set(["DrizzleQueryError", "SyntaxError", "ZodError", "error"]);

/** What may be written down of a fault: its kind, its code and where it happened. */
export function traits(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { kind: typeof fault };
  const { code, constraint, digest, cause } = fault as Traits;
  const frames = fault.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    kind: fault.name,
    code,
    constraint,
    digest,
    ...(quoting.has(fault.name) || code !== undefined ? {} : { message: fault.message }),
    at: frames?.slice(0, 12).map((line) => line.trim()),
    ...(cause === undefined ? {} : { cause: traits(cause) }),
  };
}

/** Writes a fault down under a reference, which is all that the person is shown of it. */
export function logFault(fault: unknown, context: Readonly<Record<string, string | undefined>> = {}): string {
  const reference = randomUUID().slice(0, 8);
  logger.error({ reference, ...context, fault: traits(fault) }, "fault");
  return reference;
}
