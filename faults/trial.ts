import type { Report } from "./report";
import type { Started } from "./started";

type Parameters = Readonly<Record<string, number>>;

/** What a trial gets when it is run. */
export type Setting<P extends Parameters = Parameters> = {
  /** How much it does, as its parameters say or the command line does. */
  readonly parameters: P;
  /** Whether its controls are run too. */
  readonly controls: boolean;
  /** What the trial starts is entered here, to be stopped however the trial ends. */
  readonly started: Started;
  /** Says on stderr how far it is. */
  say(line: string): void;
};

/** One kind of damage. `parameters` names what `--NAME=NUMBER` may set, with the number that the pass mark is about. */
export type Trial<P extends Parameters = Parameters> = {
  readonly parameters: P;
  run(setting: Setting<P>): Promise<Report>;
};
