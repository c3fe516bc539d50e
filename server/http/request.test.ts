import { describe, expect, it } from "vitest";
import { DomainError } from "../errors";
import { assertSameOrigin, maxBodyBytes, readForm, readJson } from "./request";

const posted = (body: string | ReadableStream) =>
  new Request("http://localhost/", { method: "POST", body, duplex: "half" } as RequestInit);

const refusal = async (work: () => unknown) => {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

describe("a request's body", () => {
  it("is JSON or a form", async () => {
    expect(await readJson(posted('{"a":1}'))).toEqual({ a: 1 });
    expect(await readForm(posted("email=a%40b.c&code=012345"))).toEqual({ email: "a@b.c", code: "012345" });
    expect(await refusal(() => readJson(posted("{")))).toBe("invalid");
  });

  it("is refused beyond the cap, also without a length", async () => {
    const endless = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(65_536)) });
    expect(await refusal(() => readJson(posted(endless)))).toBe("too-large");
    expect(await refusal(() => readJson(posted(`"${"x".repeat(maxBodyBytes)}"`)))).toBe("too-large");
    expect(await refusal(() => readJson(posted(`"${"x".repeat(maxBodyBytes - 2)}"`)))).toBeUndefined();
  });
});

describe("origin of a change", () => {
  const from = (headers: Record<string, string>) =>
    refusal(() => assertSameOrigin(new Headers({ host: "twofold.example.com", ...headers })));

  it("must be this site", async () => {
    expect(await from({ origin: "https://twofold.example.com" })).toBeUndefined();
    expect(await from({ "sec-fetch-site": "same-origin" })).toBeUndefined();
  });

  it.each([
    { origin: "https://evil.example.com" },
    { origin: "null" },
    { origin: "https://twofold.example.com.evil.com" },
    { "sec-fetch-site": "same-site" },
    {},
  ])("is refused: %j", async (headers) => {
    expect(await from(headers as Record<string, string>)).toBe("not-found");
  });
});
