import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import * as auditSeals from "@/db/schema/audit-seals";
import * as commitments from "@/db/schema/commitments";
import * as customQuestions from "@/db/schema/custom-questions";
import * as cycles from "@/db/schema/cycles";
import * as duos from "@/db/schema/duos";
import * as engineState from "@/db/schema/engine-state";
import * as erasures from "@/db/schema/erasures";
import * as moments from "@/db/schema/moments";
import * as notedActions from "@/db/schema/noted-actions";
import * as operations from "@/db/schema/operations";
import * as organizationKeys from "@/db/schema/organization-keys";
import * as organizations from "@/db/schema/organizations";
import * as passkeys from "@/db/schema/passkeys";
import * as published from "@/db/schema/published";
import * as publishedUnits from "@/db/schema/published-units";
import * as responses from "@/db/schema/responses";
import * as roster from "@/db/schema/roster";
import * as schedules from "@/db/schema/schedules";
import * as signIn from "@/db/schema/sign-in";
import * as talks from "@/db/schema/talks";
import type { Catalog, Policy } from "./catalog";
import { markdownTable } from "./generated";

/** The schema's files, gathered into diagrams small enough to read. */
const areas: Readonly<Record<string, readonly object[]>> = {
  "Roster and cycles": [organizations, duos, cycles],
  Schedule: [schedules],
  Answers: [customQuestions, responses, organizationKeys],
  "Between the two of a duo": [talks, commitments, moments],
  "Roster imports": [roster],
  "Published results": [published, engineState, publishedUnits, notedActions],
  "Sign-in": [signIn, passkeys],
  Operation: [operations, auditSeals, erasures],
};

const tablesOf = (modules: readonly object[]) =>
  modules
    .flatMap((module) => Object.values(module))
    .flatMap((table) => (is(table, PgTable) ? [getTableConfig(table).name] : []))
    .sort();

/**
 * A Mermaid diagram for each area; a table that another area describes appears without its columns.
 * @throws Error for a table of the database that no area names
 */
export function diagrams({ columns, references }: Catalog): string {
  const named = new Set(Object.values(areas).flatMap(tablesOf));
  const missing = [...new Set(columns.map(({ table }) => table))].filter((table) => !named.has(table));
  if (missing.length > 0)
    throw new Error(`Name an area in scripts/docs/data-model.ts for: ${missing.join(", ")}`);
  return Object.entries(areas)
    .map(([title, modules]) => `### ${title}\n\n${diagram(new Set(tablesOf(modules)), columns, references)}`)
    .join("\n\n");
}

function diagram(
  tables: ReadonlySet<string>,
  columns: Catalog["columns"],
  references: Catalog["references"],
): string {
  const entities = [...tables].map((table) => {
    const lines = columns
      .filter((column) => column.table === table)
      .map(({ name, type, nullable, primary }) => {
        const mark = primary ? " PK" : nullable ? ' "optional"' : "";
        return `        ${oneWord(type)} ${name}${mark}`;
      });
    return [`    ${table} {`, ...lines, "    }"].join("\n");
  });
  const lines = references
    .filter(({ from }) => tables.has(from))
    .map(({ from, to, columns, optional }) => {
      // The organization's key is part of nearly every reference and says nothing about this one.
      const by = columns.filter((name) => name !== "org_id").join(", ") || "org_id";
      return `    ${to} ${optional ? "|o" : "||"}--o{ ${from} : "${by}"`;
    });
  return ["```mermaid", "erDiagram", ...entities, ...lines, "```"].join("\n");
}

/** Mermaid takes a type of one word. */
const oneWord = (type: string) =>
  type
    .replace("timestamp with time zone", "timestamptz")
    .replace("double precision", "float8")
    .replaceAll(" ", "_");

const roles = ["twofold_app", "twofold_auth", "twofold_publisher", "twofold_worker"];
const commands = ["SELECT", "INSERT", "UPDATE", "DELETE"];

/** What each role may do with each table at most; policies narrow it to rows. */
export function roleMatrix({ rowSecurity, privileges }: Catalog): string {
  const rows = rowSecurity.map(({ table, enabled, forced }) => [
    `\`${table}\``,
    enabled && forced ? "forced" : "none",
    ...roles.map((role) =>
      commands
        .flatMap((privilege) => {
          const granted = privileges.filter(
            (one) => one.table === table && one.role === role && one.privilege === privilege,
          );
          if (granted.length === 0) return [];
          const columns = granted.every((one) => one.columns) ? granted.flatMap((one) => one.columns!) : [];
          return [privilege.toLowerCase() + (columns.length > 0 ? ` (${columns.join(", ")})` : "")];
        })
        .join("; "),
    ),
  ]);
  const unknown = privileges.filter(
    ({ role, privilege }) => !roles.includes(role) || !commands.includes(privilege),
  );
  if (unknown.length > 0) throw new Error(`The matrix has no place for ${JSON.stringify(unknown)}`);
  return markdownTable(["table", "row-level security", ...roles.map(shortRole)], rows);
}

const shortRole = (role: string) => role.replace("twofold_", "");

/** Parts that every policy repeats, by the name that the document explains. */
const readable: readonly (readonly [RegExp, string])[] = [
  [viewerSetting("org_id"), "VIEWER_ORG"],
  [viewerSetting("person_id"), "VIEWER_PERSON"],
  [/\( SELECT viewer_is\('(\w+)'::text\) AS viewer_is\)/g, "VIEWER_IS_$1"],
  [/\( SELECT viewer_units\(\) AS viewer_units\)/g, "VIEWER_UNITS"],
  [/'([\w-]+)'::text/g, "'$1'"],
  [/\s+/g, " "],
];

function viewerSetting(name: string): RegExp {
  return new RegExp(
    `\\( SELECT \\(NULLIF\\(current_setting\\('twofold\\.${name}'::text, true\\), ''::text\\)\\)::uuid AS "nullif"\\)`,
    "g",
  );
}

function condition(expression: string | null): string {
  if (expression === null) return "";
  const text = readable.reduce((rest, [pattern, name]) => rest.replace(pattern, name), expression);
  return `\`${text}\``;
}

/** Every policy with the rows it opens. */
export function policyTable({ policies }: Catalog): string {
  const row = ({ table, name, roles, command, using, check }: Policy) => [
    `\`${table}\``,
    name,
    roles.map(shortRole).join(", "),
    command,
    condition(using),
    check === using ? "the same" : condition(check),
  ];
  return markdownTable(
    ["table", "policy", "role", "command", "rows it opens", "rows it may write"],
    policies.map(row),
  );
}

/** Every function of the product, and who may call it. */
function functionTable({ functions }: Catalog): string {
  return markdownTable(
    ["function", "runs with the rights of", "callable by"],
    functions.map(({ name, definer, roles }) => [
      `\`${name}\``,
      definer ? "its owner" : "its caller",
      roles.map(shortRole).join(", "),
    ]),
  );
}

/** The generated parts of docs/data-model.md. */
export const dataModel = (catalog: Catalog): Readonly<Record<string, string>> => ({
  diagrams: diagrams(catalog),
  matrix: roleMatrix(catalog),
  policies: policyTable(catalog),
  functions: functionTable(catalog),
});
