import { isStorable } from "@/lib/domain/characters";
import { isEncryptedOrLocal } from "../env-shapes";

/** How long one request to the provider may take, its answer's body included; a sign-in makes three. */
const PATIENCE_MS = 10_000;

/** The provider answered that it cannot answer: a status of 500 or above. */
export class ProviderFailed extends Error {
  readonly code: string;
  constructor(status: number) {
    super("the provider failed");
    this.name = "ProviderFailed";
    this.code = `HTTP_${status}`;
  }
}

/**
 * `fetch` for a sign-in by the company's provider. Node's own waits five minutes for an answer that began; here a person
 * waits. Throws a `TimeoutError` after that time and `ProviderFailed` for a fault of the provider, before a library tries to
 * read it. An address that the provider names itself, as for its tokens, must be https as the issuer is: nothing else
 * proves whose an ID token is, since its signature is not checked.
 */
export function fetchWithin(patienceMs: number): typeof fetch {
  return async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    if (!isEncryptedOrLocal(address)) throw new Error("an address of the provider is not https");
    const answer = await fetch(input, { ...init, signal: AbortSignal.timeout(patienceMs) });
    // Read here: a body that never ends would else be called one that is no JSON.
    const body = await answer.arrayBuffer();
    if (answer.status >= 500) throw new ProviderFailed(answer.status);
    const empty = [101, 103, 204, 205, 304].includes(answer.status);
    return new Response(empty ? null : body, { status: answer.status, headers: answer.headers });
  };
}

export const fetchProvider = fetchWithin(PATIENCE_MS);

/**
 * A subject as it is stored beside its issuer. Refuses, with an error that names the claim, what the database could not
 * hold or tell from another one; OpenID Connect allows 255 characters of ASCII.
 */
export function storableSubject(sub: string): string {
  if (sub !== "" && sub.length <= 255 && isStorable(sub)) return sub;
  throw Object.assign(new Error("the subject cannot be stored"), { cause: { claim: "sub" } });
}
