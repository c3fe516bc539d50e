// What the database stores of a person, column by column: what is shown to that person on "What Twofold knows about me" and
// in its files, and for everything else why not. A reviewer's inventory is made from the same entries.

/** What a table is kept for. */
export type Purpose =
  | "roster"
  | "roles"
  | "addressChange"
  | "signIn"
  | "answers"
  | "together"
  | "results"
  | "suppression"
  | "mails"
  | "tracing"
  | "imports"
  | "tries"
  | "erasure";

/** Who may read something, beside the person and the product itself. */
export type Reader =
  | "you"
  | "partner"
  | "partnerOnceFinal"
  | "byClass"
  | "leaders"
  | "admins"
  /** The rows of one area alone. */
  | "adminsProgram"
  | "reviewers"
  | "members"
  | "nobody";

/** How long something is kept. */
export type Retention =
  | "membership"
  /** For the organization's time after the close of the cycle. */
  | "answers"
  /** Until the person withdraws their answers or is erased: what was computed of them stays when they go. */
  | "scores"
  | "duo"
  | "published"
  | "session"
  | "minutes"
  | "import"
  | "log"
  /** From the erasure on, and then always. */
  | "erased";

/**
 * Why a column is not shown to the person whom it concerns. `link`: a number that ties rows together and says nothing by
 * itself. `secret`: a hash or a key, of no use but to the product. `partner`: it would tell what the partner answered, or
 * their grade. `end`: beside the duo's end it would tell whose end that is. `others`: it holds what concerns other people.
 * `mailed`: the mail itself has it. `work`: for the product's own work. `erased`: there is none until the person is erased.
 * `empty`: never filled.
 */
export type Reason =
  | "link"
  | "secret"
  | "partner"
  | "end"
  | "others"
  | "mailed"
  | "work"
  | "erased"
  | "empty";

/** Whose data a table holds: one person's, both partners', of an acting leader or admin, or of people in general. */
export type Subject = "person" | "partners" | "leader" | "admin" | "roster" | "signingIn";

/**
 * `account`: the database gives it by the function `own_account` alone, because with the row others would read it too.
 * `readers`: others than those of the table's other columns. `sealed`: encrypted with the organization's data key.
 * `kept`: another time than that of the table's other columns.
 */
export type Field = (
  | { readonly shown: true; readonly from?: "account"; readonly readers?: readonly Reader[] }
  | { readonly shown: false; readonly reason: Reason }
) & { readonly sealed?: true; readonly kept?: Retention };

/**
 * Which of a table's rows are a person's own: those that name them in one of these columns, those of their duos, those
 * that the database function `own_account` gives, or none that could be shown.
 */
type OwnRows =
  | { readonly by: readonly string[] }
  /** `orNoted`: also the actions that the person noted as a leader. */
  | { readonly by: "duo"; readonly orNoted?: true }
  | { readonly by: "account" }
  | { readonly by: "none" };

export type PersonalTable = {
  readonly why: Purpose;
  readonly whose: Subject;
  readonly readers: readonly Reader[];
  readonly kept: Retention;
  readonly rows: OwnRows;
  readonly fields: Readonly<Record<string, Field>>;
};

/** Shown to the person; its table says who else reads it. */
export const shown = { shown: true } as const satisfies Field;
/** The same, encrypted at rest. */
export const shownSealed = { shown: true, sealed: true } as const satisfies Field;
/** Shown to the person and to admins, by `own_account` alone. */
export const shownFromAccount = {
  shown: true,
  from: "account",
  readers: ["you", "admins"],
} as const satisfies Field;
/** A name of a person or a duo: the partners read it, and the reviewer in the log. */
export const shownName = {
  shown: true,
  readers: ["you", "partner", "admins", "reviewers"],
} as const satisfies Field;
/** A time zone: for a talk the database gives it to the partner of a duo that has not ended. */
export const shownZone = { shown: true, readers: ["you", "partner", "admins"] } as const satisfies Field;
/** Not shown, for one of the reasons that `Reason` explains. */
const hidden = <R extends Reason>(reason: R) => ({ shown: false, reason }) as const;
export const link = hidden("link");
export const secret = hidden("secret");
export const ofPartner = hidden("partner");
export const ofPartnerSealed = { ...ofPartner, sealed: true } as const satisfies Field;
export const ofWhoseEnd = hidden("end");
export const ofOthers = hidden("others");
export const mailed = hidden("mailed");
export const work = hidden("work");
export const erasedMark = hidden("erased");
export const erasedHash = { ...erasedMark, kept: "erased" } as const satisfies Field;
export const empty = hidden("empty");
