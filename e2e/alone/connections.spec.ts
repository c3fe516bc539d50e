import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "../fixtures";
import { signInMail } from "../inbox";

/** What a server connected to, as `name HOST` and `address IP PORT`, each once. */
const connectionsIn = (file: string) => [...new Set(readFileSync(file, "utf8").trim().split("\n"))];

test("in all of this run the server connected to its database, its mail server and its provider alone", async ({
  page,
  arrange,
  database,
}) => {
  // Most of what it does was done by other tests; this much is done when this one runs by itself.
  const { people } = await arrange({ people: { Dana: {} } });
  await page.goto("/sign-in");
  await page.getByLabel("Your work e-mail").fill(people.Dana!.email);
  await page.getByRole("button", { name: "Send me a link and a code" }).click();
  // The mail may be there before the page that its request leads to.
  await expect(page).toHaveURL(/\/sign-in\/code/);
  const { link } = await signInMail(people.Dana!.email);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/home$/);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with Example ID" }).click();
  await expect(page).toHaveURL(new RegExp(`:${process.env.PW_ISSUER_PORT}/`));

  const {
    rows: [server],
  } = await database.query<{ port: number }>("select inet_server_port() as port");
  const wanted = [server!.port, process.env.PW_SMTP_PORT, process.env.PW_ISSUER_PORT].map(String);
  const found = connectionsIn(process.env.PW_CONNECTIONS!);
  // All three are on this machine here, as are the parts of the launcher and of a build: whatever left it is too much.
  const staysHere = /^(name localhost|address (127\.0\.0\.1|::1) \d+|address \/\S+ undefined)$/;
  expect(found.filter((line) => !staysHere.test(line))).toEqual([]);
  for (const port of wanted) {
    expect(found.filter((line) => line.startsWith("address ") && line.endsWith(` ${port}`))).not.toEqual([]);
  }
});

test("a connection to anywhere else is written down", () => {
  const watch = pathToFileURL(path.join(import.meta.dirname, "../watch-connections.mjs")).href;
  const file = path.join(tmpdir(), `twofold-connections-${process.pid}`);
  const program = `fetch("http://elsewhere.invalid:81/").catch(() => fetch("http://127.0.0.1:59999/")).catch(() => 0);`;
  const { status } = spawnSync(process.execPath, ["--import", watch, "-e", program], {
    env: { ...process.env, PW_CONNECTIONS: file },
  });
  expect(status).toBe(0);
  expect(connectionsIn(file)).toEqual(["name elsewhere.invalid", "address 127.0.0.1 59999"]);
  rmSync(file);
});
