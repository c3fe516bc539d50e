import { execFileSync } from "node:child_process";

// As a text: numbers are coloured where a runner asks for colours.
const probe =
  "const s=require('net').createServer().listen(0,()=>{console.log(String(s.address().port));s.close()})";

/** A port of this machine that nobody listens at now. At once, because the configuration of the tests needs it so. */
export const freePort = (): string =>
  execFileSync(process.execPath, ["-e", probe], { encoding: "utf8" }).trim();
