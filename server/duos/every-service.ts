import { randomUUID } from "node:crypto";
import type { Viewer } from "@/lib/domain/permissions";
import { dropCommitment, saveCommitment } from "./commitments";
import { answerAfterAll, decline } from "./declining";
import { loadDuo } from "./duo";
import { loadHome, loadInDuo } from "./home";
import { loadInvitation } from "./invitation";
import { confirmMoment, removeMoment, restoreMoment, saveMoment } from "./moments";
import { loadTalk, noteTalked, removeTalked } from "./talk";
import { markTalkingPoint } from "./talking-points";
import { agreeToShowTrust, takeBackTrustAgreement } from "./trust";

type Given = {
  /** A partner of the watched duo. */
  as: () => Viewer;
  watched: () => { cycleId: string; duoId: string };
  /** What must not be logged. */
  canary: string;
};

/** For tests: every service of a duo's pages that asks the database, by its file; the canary is in what people write. */
export const duoServices = ({ as, watched, canary }: Given) => ({
  "duos/commitments.ts": {
    saveCommitment: () =>
      saveCommitment(as(), { ...watched(), text: canary, dimension: "ALIGN", owner: "ic" }),
    dropCommitment: () => dropCommitment(as(), { ...watched(), slot: 1, revision: 1 }),
  },
  "duos/declining.ts": {
    decline: () => decline(as(), watched()),
    answerAfterAll: () => answerAfterAll(as(), watched()),
  },
  "duos/duo.ts": { loadDuo: () => loadDuo(as(), watched()) },
  "duos/home.ts": { loadHome: () => loadHome(as()), loadInDuo: () => loadInDuo(as()) },
  "duos/talk.ts": {
    loadTalk: () => loadTalk(as(), watched()),
    noteTalked: () => noteTalked(as(), watched()),
    removeTalked: () => removeTalked(as(), watched()),
  },
  "duos/moments.ts": {
    saveMoment: () =>
      saveMoment(as(), { ...watched(), what: canary, day: "2026-01-15", ic: canary, manager: canary }),
    confirmMoment: () => confirmMoment(as(), { ...watched(), momentId: randomUUID(), revision: 1 }),
    restoreMoment: () => restoreMoment(as(), { ...watched(), momentId: randomUUID(), revision: 1 }),
    removeMoment: () => removeMoment(as(), { ...watched(), momentId: randomUUID(), revision: 1 }),
  },
  "duos/talking-points.ts": {
    markTalkingPoint: () => markTalkingPoint(as(), { ...watched(), code: "MAP:who", wanted: "yes" }),
  },
  "duos/invitation.ts": {
    loadInvitation: () => loadInvitation(as(), { ...watched(), at: "2036-01-01T09:00" }),
  },
  "duos/trust.ts": {
    agreeToShowTrust: () => agreeToShowTrust(as(), watched()),
    takeBackTrustAgreement: () => takeBackTrustAgreement(as(), watched()),
  },
});
