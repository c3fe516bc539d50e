import { walkContainers } from "../../readme/containers";
import { walkOneMachine } from "../../readme/one-machine";
import { walkYourPostgresql } from "../../readme/your-postgresql";
import type { ProofReport } from "../report";

const walks = {
  "One machine": walkOneMachine,
  "Your PostgreSQL": walkYourPostgresql,
  Containers: walkContainers,
};

/** `npm run proof -- readme`: the three ways to install, walked in fresh clones. Throws where one leads nowhere. */
export async function run(): Promise<ProofReport> {
  let cases = 0;
  for (const [heading, walk] of Object.entries(walks)) {
    const commands = await walk();
    console.log(`${heading}: ${commands.length} commands`);
    cases += commands.length;
  }
  return { name: "readme", organizations: 0, cases, leaks: 0, undecided: 0, controls: [] };
}
