import { asAuth } from "@/db/client";
import { listPersonas } from "@/db/queries/sign-in";
import { env } from "../env";
import { DomainError } from "../errors";
import { isLoopback } from "../http/origins";
import { openSession } from "./sessions";

/** A person of the demo, as whom anybody at this machine may sign in. */
export type Persona = { id: string; name: string };

/** All three must hold: a demo process, a request to this very machine, and (in the query) a demo database. */
const allowed = (host: string | undefined) => env().TWOFOLD_MODE === "demo" && isLoopback(host);

export async function loadPersonas(host: string | undefined): Promise<Persona[]> {
  if (!allowed(host)) return [];
  const rows = await asAuth(listPersonas);
  return rows.map((row) => ({ id: row.externalId, name: row.name }));
}

/** Opens a session for a persona and gives its token. */
export async function signInAsPersona(host: string | undefined, id: string): Promise<string> {
  if (!allowed(host)) throw new DomainError("not-found");
  return asAuth(async (tx) => {
    const persona = (await listPersonas(tx)).find((row) => row.externalId === id);
    if (!persona) throw new DomainError("not-found");
    return openSession(tx, persona, "persona");
  });
}
