import { auth } from "./auth";
import { charts } from "./charts";
import { home } from "./home";
import { insights } from "./insights";
import { mail } from "./mail";
import { program } from "./program";
import { refusals } from "./refusals";
import { reveal } from "./reveal";
import { shell } from "./shell";
import { status } from "./status";
import { survey } from "./survey";

export const en = {
  auth,
  charts,
  home,
  insights,
  mail,
  program,
  refusals,
  reveal,
  shell,
  status,
  survey,
};
