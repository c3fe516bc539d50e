import pg from "pg";

/** The statement that streams a query's rows as CSV. COPY takes no parameters: they become literals, escaped here. */
export function copyStatement({ sql, params }: { sql: string; params: readonly unknown[] }): string {
  const select = sql.replace(/\$(\d+)/g, (_, position: string) => literal(params[Number(position) - 1]));
  return `copy (${select}) to stdout with (format csv)`;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (Array.isArray(value)) return `array[${value.map(literal).join(", ")}]`;
  return pg.escapeLiteral(String(value));
}
