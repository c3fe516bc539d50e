import { describe, expect, it } from "vitest";
import { traits } from "./logger";

const canary = "canary-comment";

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe("what a log may know of a fault", () => {
  it("keeps kind, code and place, and drops what a database quotes", () => {
    const refused = Object.assign(new Error(`invalid input syntax: "${canary}"`), {
      code: "22P02",
      detail: `Failing row contains (${canary})`,
    });
    const written = traits(
      Object.assign(new Error(`Failed query … params: ${canary}`), {
        name: "DrizzleQueryError",
        cause: refused,
      }),
    );
    expect(JSON.stringify(written)).not.toContain(canary);
    expect(written).toMatchObject({ kind: "DrizzleQueryError", cause: { code: "22P02" } });
    expect(written.at).not.toHaveLength(0);
  });

  it("drops the text that a parser quotes", () => {
    expect(JSON.stringify(traits(caught(() => JSON.parse(canary))))).not.toContain(canary);
  });

  it("keeps a plain message, which our own code wrote", () => {
    expect(traits(new Error("SMTP_URL is not set"))).toMatchObject({ message: "SMTP_URL is not set" });
  });
});
