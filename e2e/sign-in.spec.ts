import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, sessionCookie, test } from "./fixtures";
import { mailsTo, signInMail } from "./inbox";

const welcome = (page: Page) => expect(page).toHaveURL(/\/home$/);
async function askForMail(page: Page, address: string) {
  await page.goto("/sign-in");
  await page.getByLabel("Your work e-mail").fill(address);
  await page.getByRole("button", { name: "Send me a link and a code" }).click();
  // The mail may be there before the page that its request leads to.
  await expect(page).toHaveURL(/\/sign-in\/code/);
}

const postToken = (request: APIRequestContext, baseURL: string | undefined, token: string) =>
  request.post("/api/auth/callback/email", {
    form: { token, next: "/home" },
    headers: { origin: baseURL! },
    maxRedirects: 0,
  });

test.describe("by e-mail", () => {
  test("a link works once, by its button only", async ({ page, arrange, request, baseURL }) => {
    const { people } = await arrange({ people: { Dana: {} } });
    const { email } = people.Dana!;
    await askForMail(page, email.toUpperCase());
    await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
    const { link } = await signInMail(email);
    for (let scan = 0; scan < 25; scan++) {
      expect((await request.get(link)).status()).toBe(200);
      expect((await request.head(link)).status()).toBe(200);
    }
    const token = new URL(link).searchParams.get("token")!;
    expect((await request.get(`/api/auth/callback/email?token=${token}`)).status()).toBe(405);

    await page.goto(link);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sign in" }).click();
    await welcome(page);
    const again = await postToken(request, baseURL, token);
    expect(again.headers().location).toContain("/sign-in?error=used-up");
    expect(again.headers()["set-cookie"] ?? "").not.toContain(sessionCookie);
  });

  test("an address is taken as a mail program copies it", async ({ page, arrange }) => {
    const { people } = await arrange({ people: { Dana: {} } });
    const { email } = people.Dana!;
    await askForMail(page, ` "Smith, Dana" <${email.toUpperCase()}> `);
    await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
    const { code } = await signInMail(email);
    await page.goto("/sign-in");
    await page.context().clearCookies();
    await page.goto("/sign-in/code");
    await page.getByLabel("Your work e-mail").fill(`Dana <${email}>`);
    await page.getByLabel("Six-digit code").fill(code);
    await page.getByRole("button", { name: "Sign in" }).click();
    await welcome(page);
  });

  test("leads back to the page that was asked for", { tag: "@phone" }, async ({ page, arrange }) => {
    const { people } = await arrange({ people: { Dana: {} } });
    await page.goto("/sign-in/code");
    await expect(page.getByRole("heading", { name: "Enter the code from your mail" })).toBeVisible();
    await page.goto("/sign-in/again");
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fsign-in%2Fagain$/);
    await page.goto("/account");
    await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/);
    await page.getByLabel("Your work e-mail").fill(people.Dana!.email);
    await page.getByRole("button", { name: "Send me a link and a code" }).click();
    const { code } = await signInMail(people.Dana!.email);
    await page.getByLabel("Six-digit code").fill(code);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/account$/);
  });

  test("a code may be typed with blanks, and an older mail's code is dead", async ({ page, arrange }) => {
    const { people } = await arrange({ people: { Dana: {} } });
    const { email } = people.Dana!;
    const enter = async (code: string) => {
      await page.getByLabel("Six-digit code").fill(code);
      await page.getByRole("button", { name: "Sign in" }).click();
    };
    await askForMail(page, email);
    const first = await signInMail(email);
    // The mail may arrive before the page has changed.
    await expect(page.getByLabel("Six-digit code")).toBeVisible();
    await askForMail(page, email);
    const second = await signInMail(email, 2);
    await enter(first.code);
    await expect(page.getByText(/This code does not work/)).toBeVisible();
    await enter(` ${second.code.slice(0, 3)} ${second.code.slice(3)} `);
    await welcome(page);
  });

  test("a code allows five tries", async ({ page, arrange, request, baseURL }) => {
    const { people } = await arrange({ people: { Dana: {} } });
    const { email } = people.Dana!;
    await askForMail(page, email);
    await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
    await expectAccessible(page);
    const { code } = await signInMail(email);
    const wrong = code === "000000" ? "000001" : "000000";
    await page.getByLabel("Six-digit code").fill(wrong);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText(/This code does not work/)).toBeVisible();
    const guess = (attempt: string) =>
      request.post("/api/auth/callback/email", {
        form: { email, code: attempt },
        headers: { origin: baseURL! },
        maxRedirects: 0,
      });
    for (let n = 0; n < 4; n++) await guess(wrong);
    expect((await guess(code)).headers().location).toContain("/sign-in/code?error=locked");
    await page.goto("/sign-in/code?error=locked");
    await expect(page.getByText(/The link in the same mail works/)).toBeVisible();
    await page.goto((await signInMail(email)).link);
    await page.getByRole("button", { name: "Sign in" }).click();
    await welcome(page);
  });

  test("an unknown address gets the same answer and no mail", async ({ page, arrange }) => {
    const { people } = await arrange({ people: { Dana: {} } });
    const said = async (address: string) => {
      await askForMail(page, address);
      await expect(page).toHaveURL(/\/sign-in\/code\?next=%2Fhome$/);
      return (await page.locator("main").innerText()).replace(address, "ADDRESS");
    };
    const unknown = `nobody.${Date.now()}.${test.info().project.name}@example.test`;
    const toUnknown = await said(unknown);
    expect(toUnknown).toContain("ADDRESS");
    expect(await said(people.Dana!.email)).toBe(toUnknown);
    await signInMail(people.Dana!.email);
    expect(await mailsTo(unknown)).toEqual([]);
  });

  test("a look-alike of @ is refused", async ({ page, arrange }) => {
    const { people } = await arrange({ people: { Dana: {} } });
    await page.goto("/sign-in");
    const field = page.getByLabel("Your work e-mail");
    // The browser would refuse it too; what counts is the server.
    await field.evaluate((input: HTMLInputElement) => {
      input.form!.noValidate = true;
    });
    const typed = people.Dana!.email.replace("@", "＠");
    await field.fill(typed);
    await page.getByRole("button", { name: "Send me a link and a code" }).click();
    await expect(page.getByText(/not an address we can send to/)).toBeVisible();
    await expect(field).toHaveValue(typed);
    expect(await mailsTo(people.Dana!.email)).toEqual([]);
  });

  test("another site cannot sign anybody in", async ({ page, arrange, request }) => {
    const { people } = await arrange({ people: { Dana: {} } });
    await askForMail(page, people.Dana!.email);
    const token = new URL((await signInMail(people.Dana!.email)).link).searchParams.get("token")!;
    expect((await postToken(request, "https://evil.example", token)).status()).toBe(403);
    expect((await postToken(request, test.info().project.use.baseURL, token)).status()).toBe(302);
  });
});

test.describe("sessions", () => {
  test("signing out everywhere ends every session at once", async ({ page, arrangeAs, openAs }) => {
    const made = await arrangeAs("Dana", { people: { Dana: {} } });
    const elsewhere = await openAs(made, "Dana", "/account");
    await expect(elsewhere.getByText("You are signed in on 2 devices.")).toBeVisible();
    await page.goto("/account");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page).toHaveURL(/\/$/);
    await elsewhere.goto("/account");
    await expect(elsewhere).toHaveURL(/\/sign-in\?next=/);
  });

  test("signing out ends this session in the database", { tag: "@phone" }, async ({
    page,
    arrangeAs,
    database,
  }) => {
    const { people } = await arrangeAs("Dana", { people: { Dana: {} } });
    await page.goto("/account");
    await page.getByLabel(/^Your account/).click();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page).toHaveURL(/\/$/);
    const { rows } = await database.query(
      "select 1 from sessions s join people p on p.user_id = s.user_id where p.id = $1",
      [people.Dana!.id],
    );
    expect(rows).toEqual([]);
    const { rows: audit } = await database.query(
      "select action from audit_log where actor_id = $1 and area = 'access'",
      [people.Dana!.id],
    );
    expect(audit).toEqual([{ action: "session.ended" }]);
  });

  test("personas exist in a demo only", async ({ page, arrange }) => {
    await arrange({ demo: true, people: { Vera: { externalId: "persona-vp" } } });
    await page.goto("/sign-in");
    await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
    await expect(page.getByText("The demo’s people")).toHaveCount(0);
    await expectAccessible(page);
  });
});
