import { pageHeader } from "@/lib/domain/page-header";
import { type SigningOptions, signWithPasskey } from "@/ui/passkeys/browser";
import type { SessionState, SignInAgainCalls, SignInProblem } from "@/ui/sign-in-again/asking";

const passkeyAddress = "/api/sign-in-again/passkey";

type Answer = {
  status: number;
  error?: string;
  signedInAs?: string;
  fields?: Record<string, string>;
  /** All that was answered. */
  body?: unknown;
};

/** What the dialog asks the server, for the person whom `page` names. */
export function callsOf(page: string, setOther: (name: string | undefined) => void): SignInAgainCalls {
  const call = async (method: string, body?: object, address = "/api/sign-in-again"): Promise<Answer> => {
    try {
      const response = await fetch(address, {
        method,
        cache: "no-store",
        headers: { [pageHeader]: page, ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      const { status } = response;
      const said = status === 204 ? undefined : await response.json();
      const answer: Answer = { status, ...said, body: said };
      if (answer.error === "other-person") setOther(answer.signedInAs ?? "");
      else if (status === 204 || answer.error === "sign-in-again") setOther(undefined);
      return answer;
    } catch {
      return { status: 0 };
    }
  };
  return {
    check: async () => {
      const answer = await call("GET");
      return answer.status === 204 ? { kind: "recent" } : sessionStateOf(answer);
    },
    mail: async () => {
      const answer = await call("POST");
      return answer.status === 200 ? "mailed" : problemOf(answer);
    },
    enter: async (code) => {
      const answer = await call("PUT", { code });
      return answer.status === 204 ? "signed-in" : problemOf(answer);
    },
    passkey: async () => {
      const asked = await call("POST", undefined, passkeyAddress);
      if (asked.status !== 200) return problemOf(asked);
      const signed = await signWithPasskey(asked.body as SigningOptions);
      if (typeof signed === "string") return "passkey";
      const answer = await call("PUT", signed, passkeyAddress);
      return answer.status === 204 ? "signed-in" : problemOf(answer);
    },
  };
}

function sessionStateOf({ error, fields, signedInAs = "" }: Answer): SessionState {
  if (error === "other-person") return { kind: "other-person", name: signedInAs };
  if (error === "not-signed-in") return { kind: "signed-out" };
  if (error !== "sign-in-again") return { kind: "unknown" };
  return { kind: "old", passkey: fields?.passkey !== undefined };
}

function problemOf(answer: Answer): SignInProblem | SessionState {
  const { error, fields } = answer;
  if (error === "invalid" && fields?.passkey) return "passkey";
  if (error === "invalid") return fields?.code === "locked" ? "locked" : "wrong";
  return error === "too-many" ? "tooMany" : sessionStateOf(answer);
}
