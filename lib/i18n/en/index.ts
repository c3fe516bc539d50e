import { audit } from "./audit";
import { auth } from "./auth";
import { beginnings } from "./beginnings";
import { charts } from "./charts";
import { commitments } from "./commitments";
import { customQuestions } from "./custom-questions";
import { dataInventory } from "./data-inventory";
import { declining } from "./declining";
import { erasing } from "./erasing";
import { exports } from "./exports";
import { failure } from "./failure";
import { followUp } from "./follow-up";
import { guide } from "./guide";
import { home } from "./home";
import { insights } from "./insights";
import { insightsDuos } from "./insights-duos";
import { jobs } from "./jobs";
import { kinds } from "./kinds";
import { mail } from "./mail";
import { mailbox } from "./mailbox";
import { methodology } from "./methodology";
import { moments } from "./moments";
import { notedActions } from "./noted-actions";
import { pairing } from "./pairing";
import { personalData } from "./personal-data";
import { program } from "./program";
import { promises } from "./promises";
import { refusals } from "./refusals";
import { reminders } from "./reminders";
import { report } from "./report";
import { retention } from "./retention";
import { reveal } from "./reveal";
import { review } from "./review";
import { roster } from "./roster";
import { rosterLists } from "./roster-lists";
import { schedule } from "./schedule";
import { seeing } from "./seeing";
import { setup } from "./setup";
import { shell } from "./shell";
import { status } from "./status";
import { strongSignIn } from "./strong-sign-in";
import { suggestedActions } from "./suggested-actions";
import { survey } from "./survey";
import { unanswered } from "./unanswered";
import { withdrawing } from "./withdrawing";

export const en = {
  audit,
  beginnings,
  auth,
  charts,
  commitments,
  customQuestions,
  dataInventory,
  declining,
  erasing,
  exports,
  failure,
  followUp,
  guide,
  home,
  insights,
  insightsDuos,
  jobs,
  kinds,
  mail,
  mailbox,
  methodology,
  moments,
  notedActions,
  pairing,
  personalData,
  program,
  promises,
  refusals,
  reminders,
  report,
  retention,
  reveal,
  review,
  roster,
  rosterLists,
  schedule,
  seeing,
  setup,
  shell,
  status,
  strongSignIn,
  suggestedActions,
  survey,
  unanswered,
  withdrawing,
};
