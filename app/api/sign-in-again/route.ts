import { beginSession } from "@/server/auth/begin-session";
import { mailCodeAgain, requireRecentSignIn, signInAgain } from "@/server/auth/sign-in-again";
import { handler } from "@/server/http/action";

/** Whether the sign-in is recent enough for exports and program changes: 204, or 401 with "sign-in-again". */
export const GET = handler(requireRecentSignIn, { onlyForItsPage: true });

/** Mails a code. */
export const POST = handler(mailCodeAgain);

/** Signs in again with the mailed code. */
export const PUT = handler(async (viewer, { body }) => {
  const token = await signInAgain(viewer, body);
  if (token) await beginSession(token);
});
