import { expect, expectAccessible, test } from "./fixtures";

test("the landing page says what it is and who sees what", async ({ page }) => {
  const blocked: string[] = [];
  page.on(
    "console",
    (message) => /Content Security Policy/.test(message.text()) && blocked.push(message.text()),
  );
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Your answers are confidential").first()).toBeVisible();
  await expectAccessible(page);
  expect(blocked).toEqual([]);
});

test("every page carries its headers, and a nonce of its own", async ({ request }) => {
  const policies = new Set<string>();
  for (let n = 0; n < 2; n++) {
    const response = await request.get("/sign-in");
    const headers = response.headers();
    const policy = headers["content-security-policy"]!;
    const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
    policies.add(nonce);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(/script-src [^;]*unsafe/.exec(policy)).toBeNull();
    expect(await response.text()).toContain(`nonce="${nonce}"`);
    expect(headers["cache-control"]).toMatch(/private.*no-store/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["x-powered-by"]).toBeUndefined();
  }
  expect(policies.size).toBe(2);
});

test("a script that slipped into the page does not run", async ({ page }) => {
  await page.goto("/sign-in");
  const blocked = page.waitForEvent("console", (message) => /Content Security Policy/.test(message.text()));
  await page.locator("main").evaluate((main) => {
    main.insertAdjacentHTML("beforeend", `<img src="/none" onerror="document.title = 'injected'">`);
  });
  await blocked;
  await expect(page).toHaveTitle(/^Sign in/);
});

test("another host is not answered", async ({ request }) => {
  expect((await request.get("/sign-in", { headers: { host: "evil.example" } })).status()).toBe(421);
  expect((await request.get("/api/health/live", { headers: { host: "10.0.0.7:3000" } })).status()).toBe(200);
});

test("what is too large is refused", async ({ request, baseURL }) => {
  const response = await request.post("/api/auth/callback/email", {
    headers: { origin: baseURL! },
    form: { token: "x".repeat(300_000) },
  });
  expect(response.status()).toBe(413);
});

test("a page of one person is not another's", async ({ browser, arrange, signIn }) => {
  const { people } = await arrange({ people: { Dana: {}, Mona: {} } });
  const contexts = await Promise.all(
    [people.Dana!, people.Mona!].map(async (person) => {
      const context = await browser.newContext();
      await signIn(context, person);
      return { context, person };
    }),
  );
  for (let round = 0; round < 20; round++) {
    const bodies = await Promise.all(
      contexts.map(async ({ context }) => (await context.request.get("/account")).text()),
    );
    expect(bodies[0]).toContain(people.Dana!.email);
    expect(bodies[0]).not.toContain(people.Mona!.email);
    expect(bodies[1]).toContain(people.Mona!.email);
    expect(bodies[1]).not.toContain(people.Dana!.email);
  }
  for (const { context } of contexts) await context.close();
});
