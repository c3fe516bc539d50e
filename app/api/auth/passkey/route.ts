import type { NextRequest } from "next/server";
import { askForPasskey, completeByPasskey } from "@/server/auth/by-passkey";

/** What the sign-in page needs to ask the browser for a passkey. */
export const POST = () => askForPasskey();

/** What the browser signed: answers with where to go on. */
export const PUT = (request: NextRequest) => completeByPasskey(request);
