import { type NextRequest, NextResponse } from "next/server";
import { z } from "zod";
import { typedAddress } from "@/lib/domain/address";
import { env, localSignInEnabled } from "../env";
import { DomainError } from "../errors";
import { refusedResponse } from "../http/action";
import { parse } from "../http/parse";
import { noStore, readForm } from "../http/request";
import { redeemCode } from "./code";
import { completeSignIn } from "./complete";
import { localPath } from "./local-path";

const form = z
  .union([
    z.object({ token: z.string().min(1).max(200) }),
    z.object({ email: z.string().max(400), code: z.string().max(400) }),
  ])
  .and(z.object({ next: z.string().optional() }));

/** Back to the field for the code, with the reason that the page puts into words. */
function backToCode(error: "code" | "locked", next: string): NextResponse {
  const url = new URL(`/sign-in/code?${new URLSearchParams({ error, next })}`, env().AUTH_URL);
  return new NextResponse(null, { status: 303, headers: { ...noStore, location: url.href } });
}

/** Uses up what was mailed, a link's token or a code with its address, and signs in. */
export async function completeByMail(request: NextRequest): Promise<NextResponse | Response> {
  try {
    if (!localSignInEnabled()) throw new DomainError("not-found");
    const input = parse(form, await readForm(request));
    const next = localPath(input.next);
    let { token } = input as { token?: string };
    if ("code" in input) {
      const address = typedAddress(input.email);
      const outcome = address ? await redeemCode(address, input.code) : ({ kind: "wrong" } as const);
      if (outcome.kind !== "accepted") return backToCode(outcome.kind === "locked" ? "locked" : "code", next);
      token = outcome.token;
    }
    const query = new URLSearchParams({ callbackUrl: next, token: token ?? "" });
    return await completeSignIn(request, new URL(`/api/auth/callback/email?${query}`, env().AUTH_URL));
  } catch (error) {
    return refusedResponse(error, { route: "/api/auth/callback/email" });
  }
}
