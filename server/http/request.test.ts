import { describe, expect, it } from "vitest";
import { DomainError } from "../errors";
import { bodyLimit, formText, maxBodyBytes, readForm, readJson } from "./request";

const posted = (body: string | ReadableStream | Uint8Array<ArrayBuffer>) =>
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
  });

  it.each([
    ["broken JSON", "{"],
    ["bytes that are no text", new Uint8Array([0x22, 0xff, 0x22])],
  ])("is refused when it is %s", async (_, body) => {
    expect(await refusal(() => readJson(posted(body)))).toBe("unreadable");
  });

  it("is refused beyond the cap, also without a length", async () => {
    const endless = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(65_536)) });
    expect(await refusal(() => readJson(posted(endless)))).toBe("too-large");
    expect(await refusal(() => readJson(posted(`"${"x".repeat(maxBodyBytes)}"`)))).toBe("too-large");
    expect(await refusal(() => readJson(posted(`"${"x".repeat(maxBodyBytes - 2)}"`)))).toBeUndefined();
  });
});

it("a field of a form is text or nothing", () => {
  const form = new FormData();
  form.set("name", "Ann");
  form.set("file", new Blob(["x"]), "x.txt");
  expect(["name", "file", "absent"].map((name) => formText(form, name))).toEqual(["Ann", "", ""]);
});

it("one address takes larger bodies than all others", () => {
  const file = "/api/program/imports/00000000-0000-4000-8000-000000000001/files/1";
  for (const url of [file, `${file}?name=a.csv`]) expect(bodyLimit(url)).toBe(20 * 1024 * 1024);
  for (const url of [
    `${file}/more`,
    "/api/program/imports/x",
    `/home?next=${file}`,
    `/x${file}`,
    "/program/import",
  ]) {
    expect(bodyLimit(url)).toBe(256 * 1024);
  }
});
