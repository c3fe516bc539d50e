import { readdirSync } from "node:fs";
import { pageHeader } from "@/lib/domain/page-header";
import { createSession } from "@/testkit/factories/organization";
import { paintScene, type Scene } from "@/testkit/scenes/policies";
import { expect, sessionCookie, test } from "../fixtures";
import { pageTokenOf } from "../page-token";
import { everyone, matrix } from "./matrix";
import type { Row, Who } from "./rows";

const routes = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
  .map((file) => `app/${file}`);

test("every route has its row", () => {
  const covered = new Set(matrix.map(({ route }) => route));
  expect(routes.filter((route) => !covered.has(route))).toEqual([]);
  expect([...covered].filter((route) => !routes.includes(route))).toEqual([]);
});

/** What somebody who is not served gets: the way to sign in, or nothing that says whether it exists. */
function refusal(who: Who, { route }: Row): readonly number[] {
  if (who !== "anonymous") return [404];
  return route.endsWith("route.ts") ? [401, 307] : [307];
}

test.describe("the matrix", () => {
  let scene: Scene;
  const cookies = new Map<Who, string>();
  const pages = new Map<Who, string>();

  test.beforeAll(async ({ database }) => {
    scene = await paintScene(database);
    for (const who of everyone) {
      if (who === "anonymous") continue;
      const orgId = who === "stranger" ? scene.otherOrg : scene.org;
      const id = scene.people[who];
      const person = { orgId, id, name: who, email: `${id}@example.test` };
      pages.set(who, pageTokenOf(person));
      cookies.set(who, `${sessionCookie}=${await createSession(database, person)}`);
    }
  });

  for (const [index, row] of matrix.entries()) {
    const { method = "GET", route, path, body, allowed, served = [200] } = row;
    if (method !== "GET") {
      test(`${index + 1} ${method} ${route}, from a page that was made for somebody else`, async ({
        request,
        baseURL,
      }) => {
        for (const who of everyone) {
          const cookie = cookies.get(who);
          if (!cookie) continue;
          const others = everyone.filter((other) => other !== who && other !== "anonymous");
          for (const page of ["", "x", ...others.map((other) => pages.get(other)!)]) {
            const response = await request.fetch(path(scene), {
              method,
              headers: { origin: baseURL!, cookie, [pageHeader]: page },
              ...(body && { data: body }),
            });
            expect(response.status()).toBe(409);
            const { error, signedInAs, ...rest } = await response.json();
            expect({ error, rest }).toEqual({ error: "other-person", rest: { fields: {} } });
            expect(typeof signedInAs).toBe("string");
          }
        }
      });
    }
    test(`${index + 1} ${method} ${route}`, async ({ request, baseURL }) => {
      const got: Partial<Record<Who, number>> = {};
      const wanted: Partial<Record<Who, readonly number[]>> = {};
      for (const who of everyone) {
        const cookie = cookies.get(who);
        const response = await request.fetch(path(scene), {
          method,
          maxRedirects: 0,
          headers: { origin: baseURL!, ...(cookie && { cookie }), [pageHeader]: pages.get(who) ?? "" },
          ...(body && { data: body }),
        });
        got[who] = response.status();
        wanted[who] = allowed.includes(who) ? served : refusal(who, row);
      }
      const wrong = everyone.filter((who) => !wanted[who]?.includes(got[who]!));
      expect(wrong.map((who) => `${who}: ${got[who]}, not ${wanted[who]}`)).toEqual([]);
    });
  }
});
