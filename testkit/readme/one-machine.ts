import { commandsUnder } from "./commands";
import { signInForm } from "./mailbox";
import { page, walk } from "./walk";

/** README.md, "One machine": nothing but Node; .env as it is copied, without a mail server that answers. */
export function walkOneMachine(): Promise<string[]> {
  const found = commandsUnder("One machine").find((line) => line.includes("db:organization"));
  return walk({
    heading: "One machine",
    async whileServed(address) {
      await page(`${address}/api/health/ready`);
      await signInForm(address);
    },
    async after(clone) {
      // The organization was founded while the server ran; the command finds it again by itself.
      const { code, output } = await clone.run(found!);
      if (code !== 1 || !output.includes("belongs to an organization")) {
        throw new Error(`${found} ended with code ${code}.\n${output}`);
      }
    },
  });
}
