import type { NextRequest } from "next/server";
import { completeByMail } from "@/server/auth/by-mail";

/** Answers the button of a page. GET is not answered: a mail scanner that opens the address must not use the link up. */
export const POST = (request: NextRequest) => completeByMail(request);
