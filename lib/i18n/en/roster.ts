import type { ImportFailure, ImportState } from "@/lib/domain/roster-imports";
import type { RecordKind } from "@/lib/roster/columns";
import type { EndReason, ItemAction } from "@/lib/roster/draft";
import type { Breaker } from "@/lib/roster/plan";
import { type Count, changes, duos, lines, people } from "./nouns";
import { rosterProblems } from "./roster-problems";

/** Importing people, units, duos and leaders. What can be wrong with a file is in `roster-problems`. */
export const roster = {
  title: "Import your roster",
  lede: "People, units, duos and leaders from CSV files. You read every change before it is made.",
  link: "Import a roster",
  back: "All imports",
  upload: {
    title: "Files",
    files: "CSV files",
    filesHint:
      "One file with everything, or one each for units, people, duos and leaders. 20 MB together at most.",
    paste: "Or paste lines here",
    pasteHint: "With the header line. From a spreadsheet it works as it is copied.",
    complete: "These files are complete",
    completeHint:
      "People, units, duos or leaders that they do not name end, for the kinds of lines that they hold. Without this, a line that is missing changes nothing.",
    action: "Check the files",
    empty: "{name} is empty: it has not a single byte. Choose another file.",
    tooLarge:
      "{name} has {size} MB. All files of one import may have {limit} MB together: take it as several imports.",
    tooLargeTogether:
      "These files have {size} MB together, and one import may have {limit} MB: take them as several imports.",
    nothing: "Choose a file or paste some lines first.",
    sending: "Sending file {number} of {all} …",
    pasted: "pasted lines",
    failed: "The files could not be sent. Nothing was changed, and what you chose is still here. Try again.",
  },
  rules: {
    title: "How it works",
    list: [
      "A person, unit or duo is found by its id: importing the same file twice changes nothing the second time.",
      "A column that is missing leaves what is there. An empty cell empties it, except for names and addresses.",
      "Another partner under the same duo id is a new duo with a fresh history. The old one ends and keeps its own.",
      "The address of somebody who has signed in stays until they confirm the new one from the old one. Their language and time zone are theirs to choose.",
      "Either everything is imported or nothing: one error stops the whole import.",
      "The files are deleted when the import is done or discarded, and after a day in any case.",
    ],
  },
  templates: {
    title: "Templates and your present roster",
    note: "A template shows the columns with made-up lines. The roster imports back without a change; it holds addresses, so downloading it is recorded.",
    link: "See the templates",
    template: "Template",
    roster: "Present roster",
    kind: { all: "Everything in one file", unit: "Units", person: "People", duo: "Duos", leader: "Leaders" },
    caption: "Templates and the present roster as files",
    download: "Download",
  },
  imports: {
    title: "Imports",
    caption: "Imports, newest first",
    when: "Begun",
    who: "By",
    state: "State",
    result: "What it holds",
    none: "Nothing has been imported yet.",
    errors: (count: Count) => `${count.figure} ${count.n === 1 ? "error stops" : "errors stop"} it`,
  },
  states: {
    receiving: "Files received",
    checking: "Being checked",
    checked: "Checked, not imported",
    applying: "Being imported",
    applied: "Imported",
    discarded: "Discarded",
  } satisfies Record<ImportState, string>,
  changes: (count: Count) => changes(count),
  progress: {
    checking: "Checking the files against your roster",
    applying: "Importing",
    note: "You can leave this page or load it again: the work goes on.",
    stuck:
      "This has not moved for a while: the server was probably restarted. Nothing was changed. You can begin it again.",
  },
  report: {
    title: {
      receiving: "Files received",
      checking: "Checking the files",
      checked: "What this import would change",
      applying: "Importing",
      applied: "Imported",
      discarded: "Discarded",
    } satisfies Record<ImportState, string>,
    ofAnother:
      "Somebody else began this import, and only they can carry it out. To do it yourself, upload the files in an import of your own.",
    files: (names: string, read: Count) => `${names}: ${lines(read)} read.`,
    complete: "The files are complete: what they do not name ends.",
    nothing: "Nothing to change: your roster says the same already.",
    errors: (count: Count) =>
      `${count.figure} ${count.n === 1 ? "error stops" : "errors stop"} this import. Mend the files and check them again.`,
    /** Above the list of changes: what to do before names are stored so. */
    damaged: (count: Count, example: string) =>
      `${count.figure} ${count.n === 1 ? "name seems" : "names seem"} to have lost letters, such as “${example}”: a “?” or other signs stand in their place, and they would be stored so. Save the file from your spreadsheet as “CSV UTF-8” and begin again. If a name is written like this, leave it.`,
    openCycle: (number: string) =>
      `Cycle ${number} is open. New people, new duos and moves take part from the next opening on. Duos that end or pause leave this cycle at once: they are asked no more and not counted.`,
    appliedText: (count: Count) => `${changes(count)} made. The files were deleted.`,
    left: (count: Count) => `${duos(count)} left the open cycle.`,
    asked: (count: Count) => `${people(count)} got a mail to confirm a new sign-in address.`,
    discardedText: "Nothing was changed. The files were deleted.",
    counts: "By kind",
    countsCaption: "Changes by kind",
    problems: "Problems",
    problemsNote: "The first of each kind. The file has all of them, up to 20,000.",
    problemsFile: "Download all problems (CSV)",
    items: "Changes",
    itemsCaption: "Every change of this import",
    again: "Check again",
    checking: "The files are being checked again.",
    another: "Choose other files",
  },
  failures: {
    "roster-changed":
      "Your roster has changed since these files were checked. Nothing was imported. Check them again.",
    "address-taken":
      "An address or an id in these files is in use by somebody else. Nothing was imported. Check the files again.",
    fault: "Something went wrong on our side. Nothing was changed. Try again.",
  } satisfies Record<ImportFailure, string>,
  kinds: { unit: "Unit", person: "Person", duo: "Duo", leader: "Leader" } satisfies Record<
    RecordKind,
    string
  >,
  kindsMany: { unit: "Units", person: "People", duo: "Duos", leader: "Leaders" } satisfies Record<
    RecordKind,
    string
  >,
  actions: {
    add: "Added",
    replace: "New partner",
    move: "Moved",
    change: "Changed",
    pause: "Paused",
    resume: "Resumed",
    end: "Ended",
  } satisfies Record<ItemAction, string>,
  reasons: {
    line: "",
    missing: "not in the complete files",
    "person-ends": "one of the people ends",
    "person-stays": "it was to end with somebody whose end has changed",
    "unit-ends": "the unit ends",
    "unit-stays": "it was to end with its unit, whose end has changed",
  } satisfies Record<EndReason, string>,
  item: {
    kind: "Kind",
    action: "Change",
    name: "Name",
    what: "What changes",
    where: "Where",
    place: (file: string, line: string) => `${file}, line ${line}`,
    neverBegins: "it would begin later, and so never does",
    staysPaused: "it stays paused: no survey asks about it until its pause ends",
    from: (field: string, before: string, after: string) => `${field}: ${before || "–"} → ${after || "–"}`,
    fields: {
      externalId: "id",
      displayName: "name",
      givenName: "given name",
      pendingEmail: "new address",
      email: "address",
      timeZone: "time zone",
      endedOn: "ends on",
      ownEndedOn: "end of its own",
      paused: "paused",
      startedOn: "started on",
      pairType: "pair type",
      icGrade: "grade, technical side",
      managerGrade: "grade, people side",
      lineManager: "line manager",
      teamSize: "team size",
    } as Readonly<Record<string, string>>,
  },
  problem: {
    where: (file: string, line: string) => `${file}, line ${line}`,
    whole: "the import as a whole",
    other: (line: string) => `see also line ${line}`,
    more: (count: Count) => `and ${count.figure} more`,
    error: "Error",
    warning: "Note",
  },
  breakers: {
    title: "This is unusual. Type the number to go on.",
    text: {
      people: (count: string, of: string) => `${count} of ${of} people would end.`,
      duos: (count: string, of: string) => `${count} of ${of} duos would end.`,
      addresses: (count: string, of: string) => `${count} of ${of} sign-in addresses would change.`,
      ids: (count: string, of: string) => `${count} of ${of} people would get another id.`,
    } satisfies Record<Breaker, (count: string, of: string) => string>,
    label: {
      people: "How many people end?",
      duos: "How many duos end?",
      addresses: "How many addresses change?",
      ids: "How many ids change?",
    } satisfies Record<Breaker, string>,
    number: "Type the number that stands above.",
  },
  apply: {
    action: "Import",
    title: "Import now?",
    text: (count: Count) =>
      `${changes(count)} will be made at once. There is no undo; another import can change things back.`,
    done: "The import has begun.",
    cancel: "Cancel",
  },
  discard: {
    action: "Discard",
    title: "Discard this import?",
    text: "Nothing was changed yet. The files will be deleted.",
    cancel: "Keep it",
    done: "The import is discarded.",
  },
  stale: "This import has moved on meanwhile. Load the page again to see it.",
  signIn: "Sign in again",
  address: {
    title: "Confirm your new sign-in address",
    text: (address: string) =>
      `Your organization changed your address to ${address}. You sign in with the old one until you confirm. If you do not know the new address, refuse it: somebody who reads mail there could sign in as you.`,
    confirm: "Confirm the new address",
    refuse: "Refuse",
    taken: "This address is in use by somebody else. Ask your program’s admin.",
  },
  problems: rosterProblems,
  problemFile: {
    error: "error",
    warning: "note",
    head: ["severity", "file", "line", "column", "value", "see_line", "problem", "how_to_mend"],
  },
};
