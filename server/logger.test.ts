import { DrizzleQueryError } from "drizzle-orm/errors";
import pino from "pino";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { withoutValues } from "@/db/fault";
import { withRequestFacts } from "./http/request-facts";
import { logger, traits } from "./logger";

const canary = "canary-comment";

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

const lost = () => new DrizzleQueryError("select $1", [canary], new Error("Connection terminated"));

describe("what a log may know of a fault", () => {
  it("keeps class, code and place, and drops what a database quotes", () => {
    const refused = Object.assign(new Error(`invalid input syntax: "${canary}"`), {
      code: "22P02",
      detail: `Failing row contains (${canary})`,
    });
    const written = traits(new DrizzleQueryError(`select '${canary}'`, [canary], refused));
    expect(JSON.stringify(written)).not.toContain(canary);
    expect(written).toMatchObject({ kind: "DrizzleQueryError", cause: { code: "22P02" } });
    expect(written.at).not.toHaveLength(0);
  });

  it.each([
    ["a query whose connection was lost, which calls itself a plain Error", lost()],
    [
      "a query with a statement of many lines",
      new DrizzleQueryError(`select\n    at ${canary}`, [], undefined),
    ],
    ["a parser", caught(() => JSON.parse(canary))],
    ["a check of input", caught(() => z.literal(canary).parse("other"))],
    ["the platform", caught(() => Intl.DateTimeFormat("en", { timeZone: canary }))],
    ["a subclass that another package made", new (class Elsewhere extends Error {})(canary)],
    ["something that is no error", canary],
  ])("drops the text of %s", (_, fault) => {
    expect((fault as Error).message ?? fault).toContain(canary);
    expect(JSON.stringify(traits(fault))).not.toContain(canary);
  });

  it("says how a connection failed by a word of ours, or else by the class of the error", () => {
    const faultOf = (error: Error) => traits(withoutValues(new DrizzleQueryError("select", [canary], error)));
    expect(faultOf(new Error("Connection terminated"))).toMatchObject({ driver: "ended-here" });
    const other = faultOf(new (class Elsewhere extends Error {})(canary));
    expect(other).toMatchObject({ kind: "ConnectionFault", driver: "Elsewhere" });
    expect(JSON.stringify(other)).not.toContain(canary);
  });

  it("keeps a plain message, which our own code wrote", () => {
    expect(traits(new Error("SMTP_URL is not set"))).toMatchObject({ message: "SMTP_URL is not set" });
  });
});

it("names the request in each line that is written while it is answered", () => {
  const stream: { write(line: string): void } = Reflect.get(logger, pino.symbols.streamSym);
  const written = vi.spyOn(stream, "write").mockImplementation(() => {});
  withRequestFacts({ id: "one", address: "127.0.0.1", accepted: false }, () => logger.error("within"));
  logger.error("outside");
  const [within, outside] = written.mock.calls.map(([line]) => JSON.parse(line));
  written.mockRestore();
  expect(within).toMatchObject({ request: "one", msg: "within" });
  expect(outside).not.toHaveProperty("request");
});
