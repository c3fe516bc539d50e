import { describe, expect, it } from "vitest";
import { DomainError } from "../errors";
import { refusedResponse } from "./action";

const canary = "canary-comment";

describe("what leaves the server of a failure", () => {
  it("is a refusal's status, code and fields", async () => {
    const response = refusedResponse(new DomainError("invalid", { closesLocal: "too-early" }), {});
    expect(response.status).toBe(422);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.json()).toEqual({ error: "invalid", fields: { closesLocal: "too-early" } });
  });

  it("is when to come back, after too many tries", () => {
    const response = refusedResponse(new DomainError("too-many"), {});
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("60");
  });

  it("is a reference and nothing else of a fault", async () => {
    const fault = Object.assign(new Error(`Failing row contains (${canary})`), {
      code: "23514",
      detail: canary,
    });
    const response = refusedResponse(fault, { route: "/api/x" });
    expect(response.status).toBe(500);
    const reference = expect.stringMatching(/^[0-9a-f]{8}$/);
    expect(await response.json()).toEqual({ error: "fault", fields: {}, reference });
  });
});
