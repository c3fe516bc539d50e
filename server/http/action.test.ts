import { describe, expect, it } from "vitest";
import { UnconfirmedFault } from "@/db/fault";
import { DomainError } from "../errors";
import { refusedPage, refusedResponse } from "./action";

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

  it("is uncertain, and when to come back, where the database did not confirm a commit", async () => {
    const response = refusedResponse(new UnconfirmedFault(), {});
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "10"]);
    expect(await response.json()).toEqual({ error: "unconfirmed", fields: {} });
    expect(await refusedPage(new UnconfirmedFault(), {}).text()).toContain("not certain");
  });

  it("is a page or a sentence where a browser shows it in place of a page", async () => {
    const seen = async (error: Error) => {
      const response = refusedPage(error, {});
      return [response.status, response.headers.get("location"), await response.text()];
    };
    expect(await seen(new DomainError("invalid", { kind: "x" }))).toEqual([303, "/no-such-address", ""]);
    expect(await seen(new DomainError("not-found"))).toEqual([303, "/no-such-address", ""]);
    expect(await seen(new DomainError("not-signed-in"))).toEqual([303, "/sign-in", ""]);
    expect(await seen(new DomainError("busy"))).toEqual([503, null, expect.stringContaining("try again")]);
    const other = refusedPage(new DomainError("other-person", {}, "Bo <b>"), {});
    expect([other.status, other.headers.get("content-type")]).toEqual([409, "text/html; charset=utf-8"]);
    expect(await other.text()).toContain("Bo &lt;b&gt; is signed in");
    const [status, , text] = await seen(new Error(canary));
    expect([status, String(text)]).toEqual([500, expect.stringMatching(/reference [0-9a-f]{8}\.<\/p>/)]);
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
