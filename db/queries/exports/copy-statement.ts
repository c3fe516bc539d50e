import pg from "pg";
import type { Export, JsonLines } from "./columns";

/** The statement that streams a file's rows. COPY takes no parameters: they become literals, escaped here. */
export function copyStatement(file: Pick<Export, "query" | "texts"> | JsonLines): string {
  const { sql, params } = file.query.toSQL();
  const select = sql.replace(/\$(\d+)/g, (_, position: string) => literal(params[Number(position) - 1]));
  return `copy (${select}) to stdout with (format csv${"texts" in file ? quotedColumns(file.texts) : asItIs})`;
}

const quotedColumns = (texts: readonly string[]) =>
  texts.length > 0 ? `, force_quote (${texts.map(pg.escapeIdentifier).join(", ")})` : "";

/** JSON holds no control character, so a value between such signs is never quoted, and nothing in it is escaped. */
const asItIs = ", quote e'\\x01', delimiter e'\\x02'";

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (Array.isArray(value)) return `array[${value.map(literal).join(", ")}]`;
  return pg.escapeLiteral(String(value));
}
