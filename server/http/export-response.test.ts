import { describe, expect, it } from "vitest";
import { contentDisposition, exportAgain } from "./export-response";

describe("contentDisposition", () => {
  it("names the file in full and in ASCII", () => {
    expect(contentDisposition("Ærø Système 2026-10 duos.csv")).toBe(
      "attachment; filename=\"_r_ Systeme 2026-10 duos.csv\"; filename*=UTF-8''%C3%86r%C3%B8%20Syst%C3%A8me%202026-10%20duos.csv",
    );
  });

  it("lets nothing out of the quotes or into a path", () => {
    const value = contentDisposition("a\"b\\c/d\r\ne\u202e%41'(*).csv");
    expect(value).toBe(
      "attachment; filename=\"a_b-c-d--e-_41'(*).csv\"; filename*=UTF-8''a%22b-c-d--e-%2541%27%28%2A%29.csv",
    );
  });
});

describe("exportAgain", () => {
  it("leads through signing in back to the page with its query", () => {
    const { status, headers } = exportAgain({ table: "duos", status: "strained", q: "a b" });
    expect(status).toBe(303);
    const location = new URL(headers.get("location")!, "http://localhost");
    expect(location.pathname).toBe("/sign-in");
    expect(location.searchParams.get("next")).toBe("/insights/duos?status=strained&q=a+b");
  });
});
