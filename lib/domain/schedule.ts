import { z } from "zod";
import type { Block } from "../instrument/instrument";
import type { OwnSetting } from "../methodology/own-setting";
import { type ScheduleRule, scheduleInput } from "../schedule/rule";
import { localMinute, type SharingMode, sharingModes } from "./cycles";
import type { MailHealth, NudgeReach } from "./mail";
import { REVISION_AT_MOST } from "./revisions";

/**
 * A planned cycle opens by itself (`opened`), or is skipped by an admin, missed because it could not open in time,
 * cancelled after it opened and before anybody answered, or replaced by another schedule. Only an opened one has a cycle
 * and a number.
 */
export const plannedStates = ["planned", "skipped", "opened", "missed", "cancelled", "replaced"] as const;
export type PlannedState = (typeof plannedStates)[number];

/** A cycle that will open by itself as an admin sees it; instants in ISO 8601. */
export type PlannedLine = {
  id: string;
  state: PlannedState;
  opensAt: string;
  closesAt: string;
  /** Wall-clock minute in the schedule's zone, for the form that shifts it. */
  opensLocal: string;
  timeZone: string;
  /** The number it will get and the block that its survey asks beside the core; null when it is skipped. */
  number: number | null;
  block: Exclude<Block, "core"> | null;
  /** What is special about the opening and the closing minute in the zone; null where nothing is. */
  clock: { opens: ClockChange; closes: ClockChange };
  reason: "late" | "no-duos" | null;
  /** What an admin decided for this one cycle, which another schedule takes back. */
  byHand: "skipped" | "moved" | null;
};
/**
 * `twice`: the clock shows the minute two times that day; `skipped`: it does not show it; `other-rules`: the database and
 * this process have other rules for the zone.
 */
export type ClockChange = "twice" | "skipped" | "other-rules" | null;

/** The planned cycle that an admin skips or takes back in. */
export const plannedInput = z.object({ plannedId: z.uuid() });
/**
 * The same moved to another opening, a minute of its own zone; it stays as long as it was. `shown` is the opening that
 * the admin's page showed.
 */
export const shiftInput = plannedInput.extend({ opensLocal: localMinute, shown: localMinute });

/** The schedule with its revision; undefined when cycles are opened by hand. */
export type StoredSchedule = ScheduleRule & { revision: number };

/** How many cycles are planned ahead, skipped ones included. */
export const aheadAtMost = 3;

/**
 * A form that changes the schedule sends the revision that it was made from, 0 for none, and which planned cycles its page
 * showed as skipped or moved: the change takes that back.
 */
export const saveScheduleInput = scheduleInput.extend({
  revision: z.coerce.number().int().min(0).max(REVISION_AT_MOST),
  takesBack: z.array(z.uuid()).max(aheadAtMost).default([]),
});

/** What the launch checklist looks for. Only `one-person` keeps a duo from ever being complete. */
export const launchFindings = ["no-address", "one-person", "grade-gap", "no-leader"] as const;
export type LaunchFinding = (typeof launchFindings)[number];

/** Whose words the preview of the promise shows. */
export const previewRoles = ["partner", "leader", "admin", "reviewer"] as const;
export type PreviewRole = (typeof previewRoles)[number];

/** The sharing mode whose promise a URL asks to see; any other value is left out. */
export const previewWanted = z
  .object({ preview: z.enum(sharingModes).optional().catch(undefined) })
  .catch({});

/** What an admin's page of the schedule shows; instants in ISO 8601. */
export type SchedulePage = {
  /** What the form starts from. */
  typed: ScheduleTyped;
  /** Whether cycles open by themselves now. */
  running: boolean;
  ahead: readonly PlannedLine[];
  fallenOut: readonly PlannedLine[];
  open: {
    id: string;
    number: number;
    /** The calendar day on which it opened, in its own zone. */
    opensOn: string;
    closesAt: string;
    closesLocal: string;
    timeZone: string;
    /** How many people it asks: those of duos that have left it are not asked any more. */
    asked: number;
    /** Whom a reminder to those who are missing would reach. */
    nudge: NudgeReach;
  } | null;
  /**
   * The opening that the checklist is for, null for one by hand today, and how many duos it asks by the
   * roster as it is now.
   */
  launch: { opensAt: string | null; duos: number };
  own: OwnSetting;
  findings: readonly { kind: LaunchFinding; names: readonly string[] }[];
  mail: MailHealth;
  /** The sharing mode of the newest cycle; null before the first. */
  lastMode: SharingMode | null;
  /** What the next cycle promises: for how many months raw answers are kept. */
  retentionMonths: number;
};

/** The fields of the schedule's form, as typed. */
export type ScheduleTyped = Record<Exclude<keyof ScheduleRule, "sharingMode">, string> & {
  sharingMode: SharingMode;
  revision: string;
};
