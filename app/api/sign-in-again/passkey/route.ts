import { beginSession } from "@/server/auth/begin-session";
import { askPasskeyAgain, passkeyAgain } from "@/server/auth/sign-in-again";
import { handler } from "@/server/http/action";

/** What the browser needs to ask for one of the viewer's passkeys. */
export const POST = handler(askPasskeyAgain);

/** Signs in again with what the passkey signed. */
export const PUT = handler(async (viewer, { body }) => {
  const token = await passkeyAgain(viewer, body);
  if (token) await beginSession(token);
});
