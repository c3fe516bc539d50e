/** Whose answers of a duo were final when the cycle closed. */
export interface FinalAnswers {
  readonly ic: boolean;
  readonly manager: boolean;
}

/** Counts of duos, all of the enrolled: both final, the IC final, the manager final, exactly one final. */
export interface Participation {
  readonly enrolled: number;
  readonly complete: number;
  readonly ic: number;
  readonly manager: number;
  readonly oneVoice: number;
}

/** Participation of a cycle's enrolled duos, by side (measurement specification 4): a fact, never scored as strain. */
export function participation(duos: readonly FinalAnswers[]): Participation {
  const count = (holds: (duo: FinalAnswers) => boolean) => duos.filter(holds).length;
  return {
    enrolled: duos.length,
    complete: count((duo) => duo.ic && duo.manager),
    ic: count((duo) => duo.ic),
    manager: count((duo) => duo.manager),
    oneVoice: count((duo) => duo.ic !== duo.manager),
  };
}
