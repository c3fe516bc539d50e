import { saveDraft } from "@/server/responses";
import { takingAnswers } from "../taking-answers";

/** Stores the draft of a survey. */
export const PUT = takingAnswers(saveDraft);
