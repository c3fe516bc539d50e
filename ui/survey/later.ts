/** The parts of the survey that the first question does not need; their code is loaded after it can be answered. */

export { answerProblem } from "@/lib/instrument/check";
export { AllocationField } from "./allocation-field";
export { ConflictsPage } from "./conflicts-page";
export { DonePanel } from "./done-panel";
export { OwnershipField } from "./ownership-field";
export { ReviewPage } from "./review-page";
export { TextField } from "./text-field";
