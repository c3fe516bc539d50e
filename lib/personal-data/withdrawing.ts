/** A survey of a person in which something is stored, or was until they withdrew it. Instants in ISO 8601. */
export type OwnSurvey = {
  cycleId: string;
  duoId: string;
  number: number;
  /** The calendar day on which it opened, in its own zone. */
  opensOn: string;
  duoName: string;
  /** As the database decides by: past its closing time an open cycle counts as closed. */
  phase: "open" | "closed" | "published";
  submitted: boolean;
  /** Both are final, and the answers of neither were removed. */
  revealed: boolean;
  withdrawn: "no" | "waiting" | "removed";
};

/** A person's surveys, newest first, and those that they are about to withdraw. */
export type Withdrawing = {
  surveys: readonly OwnSurvey[];
  chosen: readonly OwnSurvey[];
  /** Everything that the page was asked for is withdrawn. */
  done: boolean;
  all: boolean;
};
