import pg from "pg";
import type { Export } from "./columns";

/** The statement that streams a file's rows as CSV. COPY takes no parameters: they become literals, escaped here. */
export function copyStatement({ query, texts }: Pick<Export, "query" | "texts">): string {
  const { sql, params } = query.toSQL();
  const select = sql.replace(/\$(\d+)/g, (_, position: string) => literal(params[Number(position) - 1]));
  const quoted = texts.length > 0 ? `, force_quote (${texts.map(pg.escapeIdentifier).join(", ")})` : "";
  return `copy (${select}) to stdout with (format csv${quoted})`;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (Array.isArray(value)) return `array[${value.map(literal).join(", ")}]`;
  return pg.escapeLiteral(String(value));
}
