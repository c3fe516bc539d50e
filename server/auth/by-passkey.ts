import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { refusedResponse } from "../http/action";
import { parse } from "../http/parse";
import { noStore, readJson } from "../http/request";
import { beginSession } from "./begin-session";
import { passkeyCookie } from "./cookies";
import { localPath } from "./local-path";
import { beginPasskeySignIn, signInWithPasskey } from "./passkey-sign-in";
import { refusedPath } from "./refusals";

const route = "/api/auth/passkey";
const input = z.object({ answer: z.unknown(), next: z.string().optional() });

/** Gives a browser a challenge for its passkeys, and the cookie by which it is known when it answers. */
export async function askForPasskey(): Promise<Response> {
  try {
    const { browser, options: asked } = await beginPasskeySignIn();
    const { name, options } = passkeyCookie();
    (await cookies()).set(name, browser, options);
    return Response.json(asked, { headers: noStore });
  } catch (error) {
    return refusedResponse(error, { route });
  }
}

/** Signs in with what a passkey signed, and says where to go on: the page that was asked for, or sign-in with the reason. */
export async function completeByPasskey(request: NextRequest): Promise<Response> {
  try {
    const { answer, next: asked } = parse(input, await readJson(request));
    const next = localPath(asked);
    const jar = await cookies();
    const { name, options } = passkeyCookie();
    const outcome = await signInWithPasskey(jar.get(name)?.value ?? "", answer);
    jar.set(name, "", { ...options, maxAge: 0 });
    if ("token" in outcome) await beginSession(outcome.token);
    const location = "token" in outcome ? next : refusedPath(outcome.refusal, next);
    return Response.json({ location }, { headers: noStore });
  } catch (error) {
    return refusedResponse(error, { route });
  }
}
