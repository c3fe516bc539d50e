import { asAuth } from "@/db/client";
import { listPersonas } from "@/db/queries/sign-in";
import { env } from "../env";
import { DomainError } from "../errors";
import { openSession } from "./sessions";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A person of the demo that anybody at this machine may be. */
export type Persona = { id: string; name: string };

/** All three must hold: a demo process, a request to this very machine, and (in the query) a demo database. */
function allowed(host: string | null): boolean {
  return env().TWOFOLD_MODE === "demo" && loopback.has((host ?? "").replace(/:\d+$/, ""));
}

export async function loadPersonas(host: string | null): Promise<Persona[]> {
  if (!allowed(host)) return [];
  const rows = await asAuth(listPersonas);
  return rows.map((row) => ({ id: row.externalId, name: row.name }));
}

/** Opens a session for a persona and gives its token. */
export async function signInAsPersona(host: string | null, id: string): Promise<string> {
  if (!allowed(host)) throw new DomainError("not-found");
  return asAuth(async (tx) => {
    const persona = (await listPersonas(tx)).find((row) => row.externalId === id);
    if (!persona) throw new DomainError("not-found");
    return openSession(tx, persona, "persona");
  });
}
