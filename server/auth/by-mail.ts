import { type NextRequest, NextResponse } from "next/server";
import { z } from "zod";
import { env, localSignInEnabled } from "../env";
import { DomainError } from "../errors";
import { refusedResponse } from "../http/action";
import { parse } from "../http/parse";
import { countTowards, networkOf } from "../http/rate-limit";
import { assertSameOrigin, readForm } from "../http/request";
import { normalAddress } from "./address";
import { completeSignIn } from "./complete";
import { localPath } from "./local-path";
import { presentedCode } from "./secrets";

const link = z.object({ token: z.string().min(1).max(200) });
const code = z.object({ email: z.string().transform(normalAddress), code: z.string().max(20) });
const form = z.union([link, code]).and(z.object({ next: z.string().optional() }));

const seeOther = (url: URL) => new NextResponse(null, { status: 303, headers: { location: url.href } });

/** Uses up what was mailed, a link's token or a code with its address, and signs in. */
export async function completeByMail(request: NextRequest): Promise<NextResponse | Response> {
  try {
    if (!localSignInEnabled()) throw new DomainError("not-found");
    assertSameOrigin(request.headers);
    const input = parse(form, await readForm(request));
    const query = new URLSearchParams({ callbackUrl: localPath(input.next) });
    await countTowards("verify-network", networkOf(request.headers));
    if ("token" in input) query.set("token", input.token);
    else {
      const address = input.email ?? "";
      await countTowards("verify-address", address);
      query.set("email", address);
      query.set("token", presentedCode(address, input.code.replace(/\D/g, "")));
    }
    const url = new URL(`/api/auth/callback/email?${query}`, env().AUTH_URL);
    const response = await completeSignIn(request, url);
    const target = new URL(response.headers.get("location") ?? "/", env().AUTH_URL);
    const refused = target.searchParams.has("error");
    if (refused && !("token" in input)) {
      return seeOther(
        new URL(
          `/sign-in/code?error=code&${new URLSearchParams({ next: localPath(input.next) })}`,
          env().AUTH_URL,
        ),
      );
    }
    return response;
  } catch (error) {
    if (error instanceof DomainError && error.code === "too-many") {
      return seeOther(new URL("/sign-in?error=tooMany", env().AUTH_URL));
    }
    return refusedResponse(error, { route: "/api/auth/callback/email" });
  }
}
