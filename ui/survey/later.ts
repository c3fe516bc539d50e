/** The parts of the survey that its first questions can be answered without; their code is loaded after it can be answered. */

export { answerProblem } from "@/lib/instrument/check";
export { AllocationField } from "./allocation-field";
export { ConflictsPage } from "./conflicts-page";
export { DonePanel } from "./done-panel";
export { EndedPage } from "./ended-page";
export { OwnershipField } from "./ownership-field";
export { ReviewPage } from "./review-page";
export { SavingNotice } from "./saving-notice";
export { SecondChoice } from "./second-choice";
export { TextField } from "./text-field";
export { unsentOf } from "./unsent";
export { UnsentList } from "./unsent-list";
