import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Setup } from "@/lib/domain/setup";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import type { SetupActions } from "./setup-actions";
import { SetupView } from "./setup-view";

const words = dictionary("en");
const nothing = async () => {
  throw new Error("not called");
};
/** Pages are made inside of a router; nothing here asks it for anything. */
const router = {
  bfcacheId: "",
  back() {},
  forward() {},
  refresh() {},
  push() {},
  replace() {},
  prefetch() {},
};
const actions: SetupActions = {
  page: "",
  save: nothing,
  send: nothing,
  confirm: nothing,
  check: nothing,
  correct: nothing,
};

const htmlFor = (done: Partial<Setup["done"]>, ways: Partial<Setup> = {}): string => {
  const setup: Setup = {
    done: { organization: true, "sign-in": false, roster: false, cycle: false, ...done },
    organization: { name: "Acme", timeZone: "UTC" },
    address: "ada@example.test",
    mail: true,
    provider: null,
    activeDuos: 2,
    people: 4,
    ...ways,
  };
  return renderToStaticMarkup(
    <AppRouterContext value={router}>
      <SetupView setup={setup} actions={actions} words={words} format={formats("en", "UTC")} />
    </AppRouterContext>,
  );
};

const ledeFor = (done: Partial<Setup["done"]>): string => {
  const html = htmlFor(done);
  return Object.values(words.setup.lede).find((text) => html.includes(text)) ?? "";
};

test.each([
  ["nothing but the organization", {}, "open"],
  ["a cycle, while signing in is not proven", { roster: true, cycle: true }, "begun"],
  ["everything", { roster: true, cycle: true, "sign-in": true }, "done"],
] as const)("with %s, the set-up promises no first cycle that is there already", (_, done, lede) => {
  expect(ledeFor(done)).toBe(words.setup.lede[lede]);
});

test("takes the code of a test mail whenever it is not known that mail arrives, also on a page loaded anew", () => {
  expect(htmlFor({})).toContain(words.setup.signIn.code);
  expect(htmlFor({ "sign-in": true })).not.toContain(words.setup.signIn.code);
});

test("says by what people sign in, and of a way that is off nothing else", () => {
  const { signIn } = words.setup;
  const provider = { name: "Example ID", callback: "https://twofold.example/callback" };
  const said = (ways: Partial<Setup>) => {
    const page = htmlFor({ "sign-in": true }, ways).replaceAll("&#x27;", "'");
    return {
      kinds: Object.entries(signIn.text).flatMap(([kind, text]) => (page.includes(text) ? [kind] : [])),
      page,
    };
  };
  expect(said({ mail: true, provider }).kinds).toEqual(["both"]);
  expect(said({ mail: true, provider: null }).kinds).toEqual(["mail"]);
  expect(said({ mail: false, provider }).kinds).toEqual(["provider"]);
  const demo = said({ mail: false, provider: null });
  expect(demo.kinds).toEqual(["none"]);
  expect(demo.page).not.toContain(signIn.off);
  expect(demo.page).not.toContain(signIn.proven("ada@example.test"));
});
