import type { Cluster } from "@/db/embedded/cluster";
import { withClient } from "@/db/setup/create-database";
import { createOrganization, createSession, sessionCookieName } from "@/testkit/factories/organization";
import { exponent, median, percentile, round } from "../measures";
import { get, getPage } from "../requests";
import type { Numbers } from "../run";
import { type Site, withSite } from "../served";
import { feel } from "./lab";
import { insertPublished, type PublishedOrganization } from "./organization";
import { weigh } from "./weight";

/** The goals' size, and beside it an organization of a tenth. */
const goal = { duos: 10_000, cycles: 24 };
const rounds = 7;
const perRound = 15;
const filterRounds = 12;
/** Signed in and rendered for each request like every page, and next to nothing on it. */
const trivial = "/account";

type SignedIn = { cookie: string };
type Reader = { organization: PublishedOrganization; headers: SignedIn };
type Sizes = { duos: number; cycles: number };
type Scene = { small: Reader; large: Reader; survey: { path: string; headers: SignedIn } };

export const takes = ["duos", "cycles"];

/**
 * Reading insights of 10,000 duos over 24 published cycles, from the production server, one request after another: the
 * overview against a trivial page of the same app in interleaved pairs, its growth from a tenth as many, every change of a
 * filter as the app's router asks for it, what a browser has to fetch, and what it then feels like.
 */
export function run(numbers: Numbers): Promise<void> {
  const sizes = { ...goal, ...numbers };
  const fillAll = (cluster: Cluster, port: number) => fill(cluster, port, sizes);
  return withSite(fillAll, async (site, scene) => {
    const pages = pagesOf(scene.large.organization);
    for (const path of [trivial, ...Object.values(pages)]) await warm(site, scene.large, path);
    await warm(site, scene.small, pages.overview);

    const ratios = await compare(site, scene, pages);
    const growth = exponent([sizes.duos / 10, ratios.smallOverviewMs], [sizes.duos, ratios.overviewMs]);
    const changes = await filterChanges(site, scene.large);
    const overview = await weigh(site.origin, pages.overview, scene.large.headers);
    const survey = await weigh(site.origin, scene.survey.path, scene.survey.headers);

    console.table(ratios.rows);
    console.table([...(await weights(site, scene.large, pages)), { page: "survey", ...rounded(survey) }]);
    console.table(await feel(site.origin, visitsOf(scene, pages)));
    console.log(
      JSON.stringify({
        overviewRatio: round(ratios.overviewRatio),
        exponent: round(growth),
        filterP95Ms: round(percentile(changes, 0.95), 1),
        overviewJsKb: round(overview.jsKb, 1),
        surveyJsKb: round(survey.jsKb, 1),
      }),
    );
  });
}

async function fill(cluster: Cluster, port: number, { duos, cycles }: Sizes): Promise<Scene> {
  const made = await withClient(cluster.urls.migrate, async (owner) => ({
    small: await insertPublished(owner, Math.ceil(duos / 10), cycles),
    large: await insertPublished(owner, duos, cycles),
  }));
  return withClient(cluster.adminUrl(), async (admin) => {
    const cookie = async (person: PublishedOrganization["leader"]) => ({
      cookie: `${sessionCookieName(port)}=${await createSession(admin, person)}`,
    });
    const asking = await createOrganization(admin, {
      people: { Ian: {}, Mia: {} },
      duos: { first: { ic: "Ian", manager: "Mia" } },
      cycle: {},
    });
    return {
      small: { organization: made.small, headers: await cookie(made.small.leader) },
      large: { organization: made.large, headers: await cookie(made.large.leader) },
      survey: {
        path: `/survey/${asking.cycleId}/${asking.duos.first}`,
        headers: await cookie(asking.people.Ian!),
      },
    };
  });
}

const pagesOf = ({ unitIds, duoId }: PublishedOrganization) => ({
  overview: "/insights",
  duos: "/insights/duos",
  duo: `/insights/duos/${duoId}`,
  units: "/insights/units",
  unit: `/insights/units/${unitIds[0]}`,
  changes: "/insights/changes",
});
type Pages = ReturnType<typeof pagesOf>;

const visitsOf = ({ large, survey }: Scene, pages: Pages) => [
  { page: "account", path: trivial, ...large.headers },
  { page: "overview", path: pages.overview, ...large.headers, filter: { name: "pair", key: "T" } },
  { page: "duos", path: pages.duos, ...large.headers, filter: { name: "status", key: "D" } },
  { page: "survey", path: survey.path, ...survey.headers },
];

async function warm(site: Site, { headers }: Reader, path: string): Promise<void> {
  for (let n = 0; n < 20; n++) await getPage(site.origin + path, headers);
}

/** Each page beside the trivial one, request by request; the ratio of a page is the median of its rounds' ratios. */
async function compare(site: Site, { small, large }: Scene, pages: Pages) {
  const time = async ({ headers }: Reader, path: string) => (await getPage(site.origin + path, headers)).ms;
  const subjects: [string, Reader, string][] = [
    ...Object.entries(pages).map(([name, path]): [string, Reader, string] => [name, large, path]),
    ["overview, a tenth", small, pages.overview],
  ];
  const results = new Map<string, { ratios: number[]; ms: number[]; trivialMs: number[] }>();
  for (let n = 0; n < rounds; n++) {
    for (const [name, reader, path] of subjects) {
      const own: number[] = [];
      const base: number[] = [];
      for (let i = 0; i < perRound; i++) {
        base.push(await time(reader, trivial));
        own.push(await time(reader, path));
      }
      const result = results.get(name) ?? { ratios: [], ms: [], trivialMs: [] };
      result.ratios.push(median(own) / median(base));
      result.ms.push(median(own));
      result.trivialMs.push(median(base));
      results.set(name, result);
    }
  }
  const of = (name: string) => results.get(name)!;
  return {
    overviewRatio: median(of("overview").ratios),
    overviewMs: median(of("overview").ms),
    smallOverviewMs: median(of("overview, a tenth").ms),
    rows: [...results].map(([page, { ratios, ms, trivialMs }]) => ({
      page,
      ms: round(median(ms), 1),
      "trivial ms": round(median(trivialMs), 1),
      ratio: round(median(ratios)),
    })),
  };
}

/** Every kind of filter change and drill-down, as the app's router asks for it. */
async function filterChanges(site: Site, { organization, headers }: Reader): Promise<number[]> {
  const { unitIds, cycleIds, duoId } = organization;
  const paths = [
    `/insights?unit=${unitIds[0]}`,
    `/insights?cycle=${cycleIds[5]}`,
    "/insights?pair=tech-lead-em",
    "/insights/duos?status=diverging",
    `/insights/duos?unit=${unitIds[0]}`,
    "/insights/duos?q=Person+77",
    "/insights/duos?agreement=low&grade=same",
    "/insights/duos?sort=name",
    "/insights/duos?page=100",
    `/insights/duos/${duoId}`,
    `/insights/units?open=${unitIds[0]}`,
    `/insights/units?cycle=${cycleIds[3]}`,
    `/insights/units/${unitIds[1]}`,
    `/insights/changes?unit=${unitIds[0]}`,
  ];
  const times = new Map<string, number[]>(paths.map((path) => [path, []]));
  const asked = { ...headers, rsc: "1" };
  const urls = new Map<string, string>();
  for (const path of paths) urls.set(path, await asRouter(site.origin, path, asked));
  for (let n = -1; n < filterRounds; n++) {
    for (const [path, url] of urls) {
      const { ms } = await getPage(url, asked);
      if (n >= 0) times.get(path)!.push(ms);
    }
  }
  console.table(
    [...times].map(([path, ms]) => ({
      change: path.replace(/[0-9a-f-]{36}/g, "…"),
      "median ms": round(median(ms), 1),
      "p95 ms": round(percentile(ms, 0.95), 1),
    })),
  );
  return [...times.values()].flat();
}

/** The router marks its requests with a hash of their headers; the server tells which by a redirect. */
async function asRouter(origin: string, path: string, headers: Record<string, string>): Promise<string> {
  const { location } = (await get(origin + path, { headers })).headers;
  return location ? new URL(location, origin).href : origin + path;
}

const rounded = ({ htmlKb, jsKb, cssKb }: { htmlKb: number; jsKb: number; cssKb: number }) => ({
  "html kB": round(htmlKb, 1),
  "js kB": round(jsKb, 1),
  "css kB": round(cssKb, 1),
  "total kB": round(htmlKb + jsKb + cssKb, 1),
});

async function weights(site: Site, { headers }: Reader, pages: Pages) {
  const rows = [];
  for (const [page, path] of Object.entries(pages)) {
    rows.push({ page, ...rounded(await weigh(site.origin, path, headers)) });
  }
  return rows;
}
