import { randomUUID } from "node:crypto";
import { beforeEach } from "vitest";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "../database/fresh-database";
import { createOrganization, type MadeOrganization } from "../factories/organization";
import { viewerOf } from "../factories/viewer";

/** The services of `server/roster` that carry out an import: the testkit imports no server code, so a test gives them. */
type ImportServices<Report> = {
  receiveImportFile(viewer: Viewer, file: unknown, content: Uint8Array): Promise<void>;
  checkImport(viewer: Viewer, input: unknown): Promise<void>;
  applyImport(viewer: Viewer, input: unknown): Promise<void>;
  importsFinished(): Promise<void>;
  loadImport(viewer: Viewer, input: unknown, page: unknown): Promise<Report>;
};

export const bytesOf = (text: string) => new TextEncoder().encode(text);

/**
 * Before each test a new organization: the units Acme, Eng and Sales below it, the admin Ada, Lea who leads Eng, and the
 * duos Ian with Mia in Eng and Ned with Ola in Sales, in an open cycle. Everybody's id in the roster is "E" and the name.
 */
export function rosterImports<Report>(services: ImportServices<Report>) {
  const database = freshDatabase();
  let made: MadeOrganization;
  let ada: Viewer;

  beforeEach(async () => {
    made = await createOrganization(database.admin, {
      units: { Acme: {}, Eng: { parent: "Acme" }, Sales: { parent: "Acme" } },
      people: {
        Ada: { admin: true, externalId: "EAda" },
        ...Object.fromEntries(["Ian", "Mia", "Ned", "Ola"].map((name) => [name, { externalId: `E${name}` }])),
        Lea: { leads: "Eng", externalId: "ELea" },
      },
      duos: {
        first: { ic: "Ian", manager: "Mia", unit: "Eng" },
        second: { ic: "Ned", manager: "Ola", unit: "Sales" },
      },
      cycle: {},
    });
    ada = viewerOf(made, "Ada", { isAdmin: true });
  });

  /** Uploads files of these texts as one import; gives its id. */
  async function upload(texts: readonly string[], complete = false): Promise<string> {
    const importId = randomUUID();
    for (const [index, text] of texts.entries()) {
      const file = { importId, number: index + 1, name: `f${index}.csv`, complete: complete ? "yes" : "no" };
      await services.receiveImportFile(ada, file, bytesOf(text));
    }
    return importId;
  }

  /** Uploads them and waits for the check. */
  async function check(texts: readonly string[], complete = false): Promise<string> {
    const importId = await upload(texts, complete);
    await services.checkImport(ada, { importId });
    await services.importsFinished();
    return importId;
  }

  /** Uploads, checks and carries out, with the numbers typed where the report asks for them; gives the report. */
  async function run(texts: readonly string[], { complete = false, typed = {} } = {}): Promise<Report> {
    const importId = await check(texts, complete);
    await services.applyImport(ada, { importId, typed });
    await services.importsFinished();
    return services.loadImport(ada, { importId }, 1);
  }

  return {
    database,
    get made() {
      return made;
    },
    get ada() {
      return ada;
    },
    upload,
    check,
    run,
    /** Rows of a query whose $1 is the organization. */
    rows: async (query: string) => (await database.admin.query(query, [made.orgId])).rows,
  };
}
