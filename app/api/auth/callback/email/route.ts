import type { NextRequest } from "next/server";
import { completeByMail } from "@/server/auth/by-mail";

/** Only a press of a button comes here: GET is not answered, so that a mail scanner uses nothing up. */
export const POST = (request: NextRequest) => completeByMail(request);
