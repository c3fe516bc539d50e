import type { ErasureCounts, ErasureRefusal } from "@/lib/domain/erasure";
import { type Count, duos as someDuos } from "./nouns";

type Counted = Readonly<Record<keyof ErasureCounts, Count>>;
const asked = ({ n, figure }: Count) => `${figure} ${n === 1 ? "survey" : "surveys"} that they were asked`;
const someImports = ({ n, figure }: Count) => `${figure} roster ${n === 1 ? "import" : "imports"}`;
const rows = ({ n, figure }: Count) => `${figure} published ${n === 1 ? "row" : "rows"}`;

/** The admin's page that erases a person. */
export const erasing = {
  title: (name: string) => `Erase ${name}`,
  link: "Erase this person",
  linkNote: "Removes what they wrote and who they are. It cannot be undone.",
  lede: "What this person wrote and who they are goes for good. What stays, without their name, is listed beside it.",
  back: "Back to the person",
  people: "Back to the people",
  refusal: {
    self: "This is you. Another admin erases you, once your roles have ended. If there is no other admin, give somebody that role first.",
    role: "They lead, administer or review. End their roles first; the last admin keeps theirs until there is another.",
    answering:
      "They are asked in a cycle that is not published yet. End their duo, which then leaves the cycle, or wait until it is published.",
  } satisfies Record<Exclude<ErasureRefusal, "unknown">, string>,
  refusedTitle: "This person cannot be erased now",
  helps: {
    self: { list: "grants", label: "To the roles" },
    role: { list: "grants", label: "To the roles" },
    answering: { list: "duos", label: "To the duos" },
  } satisfies Record<Exclude<ErasureRefusal, "unknown">, { list: string; label: string }>,
  goes: {
    title: "What goes",
    counted: ({ surveys, imports }: Counted) => [
      `${asked(surveys)}: whatever they wrote in them`,
      ...(imports.n > 0
        ? [`${someImports(imports)} that ${imports.n === 1 ? "has" : "have"} not ended`]
        : []),
    ],
    /** Only of somebody who is or was in a duo. */
    ofDuos: [
      "Their answers of every cycle, with comments, notes and scores",
      "Impact moments that they wrote or last changed, and what the two of their duos promised each other and picked to talk about",
    ],
    lines: [
      "Their name, address and ids, their sign-in and open sessions",
      "Mails to them, and waiting mails to others that name them",
      "Imports of a roster that have not ended, because they may hold this person",
    ],
  },
  stays: {
    title: "What stays",
    counted: ({ published, duos }: Counted) => [
      `${rows(published)} of their duos: only the name in them changes`,
      `${someDuos(duos)}, with “former partner” in the name`,
    ],
    ofDuos: [
      "Published rows and figures: none of them changes",
      "The answers of their partners, and impact moments that are in those partners’ words alone",
      "“Former partner” wherever their name was, also in the names of duos",
      "When they submitted each survey and when they withdrew answers, under a number without a name",
    ],
    lines: [
      "The audit log, in which they are a number without a name",
      "A hash of their id and one of their address, so that no import brings them back",
      "In the ledger of erasures a line: its number, this person’s and the organization’s ids, today’s date and two hashes, so that no backup brings them back",
    ],
  },
  countedTitle: "In numbers",
  counted:
    "Counted by doing it and taking it back. Answers, moments and promises are not counted: how many there are is theirs and their partners’ to know.",
  notCounted: "Somebody else changes these rows at this moment. Load the page again for the numbers.",
  duos: {
    title: "Their duos",
    none: "None.",
    ends: (name: string) => `${name}: ends today`,
    ended: (name: string) => `${name}: has ended`,
  },
  confirm: {
    title: "For good",
    label: (name: string) => `Type the name “${name}”`,
    hint: "It cannot be undone, and no backup brings it back.",
    wrong: "This is not the name. Type it as it stands above.",
    invalid: "Nothing was erased: the name does not match.",
    action: "Erase for good",
    gone: "There is no such person any more: somebody else erased them meanwhile.",
    conflict: "Nothing was erased: something stands against it now. Load the page again to see what.",
    otherDuos:
      "Nothing was erased: the duos that would end are not those that this page said. It says now which ones they are; read it and press again.",
    ledger:
      "Nothing was erased: the ledger of erasures cannot be used, and without its line a backup would bring the person back. Tell the people who run the server; its log says what is wrong.",
  },
  done: {
    title: "This person was erased",
    lede: (day: string) => `On ${day}, for good. No backup brings them back.`,
  },
};
