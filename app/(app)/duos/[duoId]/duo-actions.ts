import {
  agreeToTrustAction,
  dropCommitmentAction,
  markPointAction,
  saveCommitmentAction,
  takeBackTrustAction,
} from "./actions";
import {
  confirmMomentAction,
  removeMomentAction,
  restoreMomentAction,
  saveMomentAction,
} from "./moment-actions";

/** What can be done on a duo's page, by its part; `page` names the person whom the page was made for. */
export const duoActions = (page: string) => ({
  trust: { page, agree: agreeToTrustAction, takeBack: takeBackTrustAction },
  points: { page, mark: markPointAction },
  moments: {
    page,
    save: saveMomentAction,
    remove: removeMomentAction,
    confirm: confirmMomentAction,
    restore: restoreMomentAction,
  },
  commitments: { page, save: saveCommitmentAction, remove: dropCommitmentAction },
});
