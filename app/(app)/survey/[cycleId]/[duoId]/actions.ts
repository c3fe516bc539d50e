"use server";

import { action } from "@/server/http/action";
import { submitResponse } from "@/server/responses";

/** Submits the answers of one person in one duo's cycle. */
export const submitSurvey = action(submitResponse);
