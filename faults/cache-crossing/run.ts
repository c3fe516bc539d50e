import { ask } from "@/bench/submitting/requests";
import { withClient } from "@/db/setup/create-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, createSession, sessionCookieName } from "@/testkit/factories/organization";
import { type Node, openSite, type Site } from "../site";
import type { Trial } from "../trial";
import { sharedCache } from "./shared-cache";

const parameters = { requests: 1_000 };
const atOnce = 20;
const ofControl = 60;

type Person = { email: string; other: string; cookie: string };
type Scene = { people: readonly [Person, Person]; paths: readonly string[] };
type Seen = { answered: number; crossed: number; strange: string[]; hits: number };

/**
 * The two partners of a duo ask for the same addresses at once, through a proxy that keeps all that a shared cache may
 * keep. Each answer must name the one who asked and not the other. The control is a proxy that keeps answers against the
 * server's word.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { requests }, controls, started, say }) {
    const site = await openSite(started);
    const node = site.nodes[0]!;
    await node.start();
    const scene = await makeScene(site, node);
    const through = async (careless: boolean, count: number) => {
      const cache = await sharedCache(node.origin, { careless });
      started.add(() => cache.close());
      const seen = await askInTurns(cache.origin, scene, count);
      return { ...seen, hits: cache.hits };
    };
    const found = await through(false, requests);
    for (const line of new Set(found.strange)) say(line);
    const report = {
      figures: [
        { name: "answered", measured: found.answered, atLeast: parameters.requests },
        { name: "addresses", measured: scene.paths.length },
        { name: "fromCache", measured: found.hits, atMost: 0 },
      ],
      never: { crossed: found.crossed, strange: found.strange.length },
      controls: [],
    };
    if (!controls) return report;
    const control = await through(true, ofControl);
    return { ...report, controls: [{ name: "pages kept by a cache cross", found: control.crossed }] };
  },
};

async function makeScene({ cluster }: Site, { port }: Node): Promise<Scene> {
  return withClient(cluster.adminUrl(), async (admin) => {
    const made = await createOrganization(admin, {
      people: { Ian: { leads: "Company" }, Mia: { leads: "Company" } },
      duos: { both: { ic: "Ian", manager: "Mia" } },
      cycle: { number: 2 },
    });
    await answerFor(admin, made, () => evenAnswers(3));
    const { Ian, Mia } = made.people;
    const person = async (own: typeof Ian, other: typeof Ian): Promise<Person> => ({
      email: own!.email,
      other: other!.email,
      cookie: `${sessionCookieName(port)}=${await createSession(admin, own!)}`,
    });
    return { people: [await person(Ian, Mia), await person(Mia, Ian)], paths: pathsOf(made) };
  });
}

/** Addresses that both may open, and that show each of them something of their own. */
function pathsOf({ cycleId, duos }: { cycleId: string; duos: Record<string, string> }): string[] {
  return [
    "/account",
    "/account/data",
    "/account/data/file?format=json",
    "/account/data/file?format=csv",
    "/account/withdraw?all=yes",
    "/duos",
    `/duos/${duos.both}`,
    `/duos/${duos.both}/talk?cycle=${cycleId}`,
    `/survey/${cycleId}/${duos.both}`,
    "/insights",
    "/insights/duos",
  ];
}

async function askInTurns(origin: string, { people, paths }: Scene, count: number): Promise<Seen> {
  const seen: Seen = { answered: 0, crossed: 0, strange: [], hits: 0 };
  let begun = 0;
  const work = async () => {
    while (begun < count) {
      const n = begun++;
      // Both ask for an address before anybody asks for the next.
      const path = paths[Math.floor(n / people.length) % paths.length]!;
      const { email, other, cookie } = people[n % people.length]!;
      const { status, text } = await ask(origin + path, { headers: { cookie } });
      seen.answered += 1;
      if (text.includes(other)) seen.crossed += 1;
      else if (status !== 200 || !text.includes(email)) seen.strange.push(`${path} answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return seen;
}
