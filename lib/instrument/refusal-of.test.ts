import { describe, expect, test } from "vitest";
import { busyAnswer, unconfirmedAnswer } from "../domain/busy-answer";
import { readAnswer, refusalOf, refusalOfError } from "./refusal-of";

const failed = (code: string, reference?: string) => ({ kind: "failed", code, reference });

describe("an answer that is no outcome", () => {
  test.each([
    [500, "fault", "ab12", failed("fault", "ab12")],
    [429, "too-many", undefined, failed("too-many")],
    [503, "busy", undefined, failed("busy")],
    [503, "unconfirmed", undefined, failed("busy")],
    [400, "unreadable", undefined, failed("refused")],
    [422, "invalid", undefined, failed("refused")],
    [413, "too-large", undefined, failed("refused")],
    [403, "other-site", undefined, failed("refused")],
    [405, "method", undefined, failed("refused")],
    [421, "other-host", undefined, failed("refused")],
    [404, "not-found", undefined, { kind: "gone" }],
    [undefined, "not-found", undefined, { kind: "gone" }],
    [401, "not-signed-in", undefined, { kind: "signed-out" }],
    [401, "sign-in-again", undefined, { kind: "signed-out" }],
    [502, undefined, undefined, failed("busy")],
    [504, undefined, undefined, failed("busy")],
    [429, undefined, undefined, failed("too-many")],
    [500, undefined, undefined, failed("fault")],
    [200, undefined, undefined, failed("unexpected")],
    [404, undefined, undefined, failed("unexpected")],
    [0, undefined, undefined, failed("unexpected")],
  ])("%s %s", (status, code, reference, refusal) => {
    expect(refusalOf({ ...(status !== undefined && { status }), code, reference })).toEqual(refusal);
  });

  test("names who else is signed in", () => {
    const answered = { status: 409, code: "other-person", signedInAs: "Milo" };
    expect(refusalOf(answered)).toEqual({ kind: "other-person", name: "Milo" });
  });

  test.each(["<h1>Bad gateway</h1>", "", "null", "7"])("a body of %j holds nothing", async (body) => {
    expect(await readAnswer(new Response(body))).toEqual({});
  });

  test("only a request without an answer means that there is no connection", () => {
    expect(refusalOfError(new TypeError("Failed to fetch"))).toEqual({ kind: "unreachable" });
    expect(refusalOfError(new Error("An unexpected response"))).toEqual(failed("unexpected"));
    expect(refusalOfError(new Error(busyAnswer))).toEqual(failed("busy"));
    expect(refusalOfError(new Error(unconfirmedAnswer))).toEqual(failed("busy"));
    const outdated = Object.assign(new Error(), { name: "UnrecognizedActionError" });
    expect(refusalOfError(outdated)).toEqual(failed("refused"));
  });
});
