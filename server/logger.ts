import { randomUUID } from "node:crypto";
import pino from "pino";
import { requestFacts } from "./http/request-facts";

const levels = ["debug", "info", "warn", "error", "silent"];

/** Logs carry ids and codes; never an answer, an address or a token. A level that is none is refused by `env`. */
export const logger = pino({
  level: levels.find((level) => level === process.env.LOG_LEVEL) ?? "info",
  base: undefined,
  /** Lines of one request have its id, which is also in the answer's header x-request-id. */
  mixin: () => ({ request: requestFacts()?.id }),
});

type Traits = Partial<Record<"code" | "constraint" | "driver" | "digest" | "row" | "cause", unknown>>;

/**
 * Whether an error's message may be logged: only that of a plain `Error` without a code, as our own code throws. The
 * messages of every other class (a query, a parser, a check of input, a system call) may quote what a person wrote.
 * The class is read from the prototype, because two bundles of the server each have classes of their own.
 */
function isPlain(fault: Error): boolean {
  return Object.getPrototypeOf(fault) === Error.prototype && !("code" in fault);
}

/** The lines of an error's stack that name places; the message before them may have lines of its own. */
function placesOf({ stack = "", message }: Error): string[] {
  const start = message === "" ? 0 : stack.indexOf(message) + message.length;
  return stack
    .slice(start)
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}

/** What may be written down of a fault: its class, its codes and where it happened. */
export function traits(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { kind: typeof fault };
  const { code, constraint, driver, digest, row, cause } = fault as Traits;
  return {
    kind: fault.name === "Error" ? fault.constructor.name : fault.name,
    code,
    constraint,
    /** How the connection to the database failed (`ConnectionFault`). */
    driver,
    digest,
    /** Ids of the stored row that does not open (`SealBroken`). */
    row,
    ...(isPlain(fault) && { message: fault.message }),
    at: placesOf(fault),
    ...(cause === undefined ? {} : { cause: traits(cause) }),
  };
}

/** Writes a fault down under a reference, which is all that the person is shown of it. */
export function logFault(fault: unknown, context: Readonly<Record<string, string | undefined>> = {}): string {
  const reference = randomUUID().slice(0, 8);
  logger.error({ reference, ...context, fault: traits(fault) }, "fault");
  return reference;
}
