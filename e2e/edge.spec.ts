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

test("static files carry the same headers", async ({ request }) => {
  const page = await (await request.get("/sign-in")).text();
  const script = /\/_next\/static\/[^"]+\.js/.exec(page)![0];
  for (const url of [script, "/icon.svg", "/_next/static/none.js"]) {
    const headers = (await request.get(url)).headers();
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers["referrer-policy"]).toBe("same-origin");
  }
  expect((await request.get(script)).headers()["cache-control"]).toContain("immutable");
});

test("another host is not answered, with files neither", async ({ request }) => {
  for (const url of ["/sign-in", "/_next/static/none.js"]) {
    const response = await request.get(url, { headers: { host: "evil.example" } });
    expect(response.status()).toBe(421);
    expect(await response.text()).toContain("This host is not served here");
  }
  expect((await request.get("/api/health/live", { headers: { host: "10.0.0.7:3000" } })).status()).toBe(200);
});

test("another name of this machine leads to the right one", async ({ page, baseURL }) => {
  await page.goto(baseURL!.replace("localhost", "127.0.0.1").concat("/sign-in?next=%2Faccount"));
  await expect(page).toHaveURL(`${baseURL}/sign-in?next=%2Faccount`);
});

test("what is too large is refused", async ({ request, baseURL }) => {
  const response = await request.post("/api/auth/callback/email", {
    headers: { origin: baseURL! },
    form: { token: "x".repeat(300_000) },
  });
  expect(response.status()).toBe(413);
});

for (const method of ["TRACE", "DELETE", "OPTIONS", "PUT"]) {
  test(`${method} of a page is refused`, async ({ request, baseURL }) => {
    for (const path of ["/", "/sign-in", "/_next/static/none.js"]) {
      const response = await request.fetch(path, { method, headers: { origin: baseURL! } });
      expect(response.status()).toBe(405);
      expect(response.headers().allow).toContain("GET");
    }
  });
}

const unreadable = [
  "/%",
  "/duos/%E0%A4%A",
  "/survey/%00/x",
  "/insights/duos?q=%00",
  "/methodology?x=%ED%A0%80",
];

test("an address that cannot be read is one that does not exist", async ({
  page,
  request,
  arrange,
  signIn,
}) => {
  const notFound = page.getByRole("heading", { name: "There is nothing here for you" });
  for (const path of unreadable) expect((await request.get(path)).status(), path).toBe(404);
  await page.goto(unreadable[1]!);
  await expect(notFound).toBeVisible();
  await expectAccessible(page);
  const { people } = await arrange({ people: { Vera: { leads: "Company", admin: true } } });
  await signIn(page.context(), people.Vera!);
  for (const path of unreadable) {
    expect((await page.request.get(path)).status(), path).toBe(404);
    await page.goto(path);
    await expect(notFound).toBeVisible();
  }
});

test("another site cannot call an action", async ({ request, baseURL }) => {
  const html = await (await request.get("/sign-in")).text();
  // The last form of the page asks for mail.
  const [action] = [...html.matchAll(/\$ACTION_ID_\w+/g)].at(-1)!;
  const post = (origin: string) =>
    request.post("/sign-in", {
      headers: { origin },
      multipart: { [action]: "", email: "nobody@example.test", next: "/home" },
      maxRedirects: 0,
    });
  for (const origin of ["https://evil.example", "null", "nonsense"]) {
    expect((await post(origin)).status()).toBe(403);
  }
  expect((await post(baseURL!)).headers().location).toContain("/sign-in/code");
});

test("two installations on one machine keep their own cookies", async ({
  page,
  arrangeAs,
  context,
  baseURL,
}) => {
  await arrangeAs("Dana", { people: { Dana: {} } });
  // What a neighbour at another port of the same host has set: browsers send cookies to every port of a host.
  for (const name of ["twofold-session-1", "twofold-address-1", "twofold-state-1"]) {
    await context.addCookies([{ name, value: "of-the-neighbour", url: baseURL }]);
  }
  await page.goto("/account");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/$/);
  const left = (await context.cookies()).map(({ name }) => name).sort();
  expect(left).toEqual(["twofold-address-1", "twofold-session-1", "twofold-state-1"]);
});

test("a page of one person is not another's", async ({ arrange, openAs }) => {
  const made = await arrange({ people: { Dana: {}, Mona: {} } });
  const { people } = made;
  const pages = [await openAs(made, "Dana"), await openAs(made, "Mona")];
  for (let round = 0; round < 20; round++) {
    const bodies = await Promise.all(
      pages.map(async ({ request }) => (await request.get("/account")).text()),
    );
    expect(bodies[0]).toContain(people.Dana!.email);
    expect(bodies[0]).not.toContain(people.Mona!.email);
    expect(bodies[1]).toContain(people.Mona!.email);
    expect(bodies[1]).not.toContain(people.Dana!.email);
  }
});
