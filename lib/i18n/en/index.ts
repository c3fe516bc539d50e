import { audit } from "./audit";
import { auth } from "./auth";
import { charts } from "./charts";
import { exports } from "./exports";
import { failure } from "./failure";
import { home } from "./home";
import { insights } from "./insights";
import { insightsDuos } from "./insights-duos";
import { mail } from "./mail";
import { methodology } from "./methodology";
import { program } from "./program";
import { promises } from "./promises";
import { refusals } from "./refusals";
import { reveal } from "./reveal";
import { roster } from "./roster";
import { shell } from "./shell";
import { status } from "./status";
import { suggestedActions } from "./suggested-actions";
import { survey } from "./survey";

export const en = {
  audit,
  auth,
  charts,
  exports,
  failure,
  home,
  insights,
  insightsDuos,
  mail,
  methodology,
  program,
  promises,
  refusals,
  reveal,
  roster,
  shell,
  status,
  suggestedActions,
  survey,
};
