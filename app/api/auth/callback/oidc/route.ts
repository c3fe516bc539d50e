import type { NextRequest } from "next/server";
import { completeSignIn } from "@/server/auth/complete";

export const GET = (request: NextRequest) => completeSignIn(request);
