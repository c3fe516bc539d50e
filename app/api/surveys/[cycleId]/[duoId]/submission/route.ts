import { submitResponse } from "@/server/responses";
import { takingAnswers } from "../taking-answers";

/** Submits the answers of one person in one duo's cycle. */
export const PUT = takingAnswers(submitResponse);
