import type { OwnSetting } from "../methodology/own-setting";
import type { Board } from "./board";
import type { CycleState, SharingMode } from "./cycles";
import { addDays, DAY_MS } from "./days";
import type { MailHealth, NudgeReach } from "./mail";
import type { AnchorCheck, KeptOfCompany, ProgramHealth } from "./program-health";

/** A cycle as an admin sees it; instants in ISO 8601. */
export type ProgramCycle = {
  id: string;
  number: number;
  state: CycleState;
  sharingMode: SharingMode;
  /** The calendar day on which it opened, in its own zone. */
  opensOn: string;
  /** When it takes its last answers, or took them: an admin may have closed it before its closing time. */
  closesAt: string;
  publishedAt: string | null;
  withdrawnReason: string | null;
};

/** What an admin's page of the program shows. */
export type Program = {
  /** Newest first. */
  cycles: readonly ProgramCycle[];
  /** Who has submitted in the newest cycle. */
  board: Board | null;
  /** Of the newest published cycle; null below thirty people. */
  health:
    | (ProgramHealth & {
        number: number;
        lastCheck: (AnchorCheck & { number: number }) | null;
        /** Null where there is none, and for an admin who could solve it. */
        kept: KeptOfCompany | null;
      })
    | null;
  /** Whom a reminder to those who are missing would reach; null while no cycle is open. */
  nudge: NudgeReach | null;
  activeDuos: number;
  /** When the next cycle opens by itself; null without a schedule. */
  nextOpensAt: string | null;
  own: OwnSetting;
  /** Versions of the questions that the next cycle may ask, the proposed one first; `linksTo`: it asks both wordings. */
  questions: readonly { version: string; linksTo: string | null }[];
  mail: MailHealth;
  /** The organization's time zone, proposed for the closing time. */
  timeZone: string;
  /** Today's calendar day in that time zone, "2026-11-02". */
  today: string;
};

/** The fields of the form that opens a cycle, as typed. */
export type OpenTyped = {
  closesLocal: string;
  timeZone: string;
  sharingMode: SharingMode;
  questions: string;
};
/** The fields of the form that withdraws a cycle, as typed. */
export type WithdrawTyped = { reason: string };
/** The field of the form that unlinks a company account, as typed. */
export type UnlinkTyped = { email: string };

const usualDays = 21;

/**
 * The closing time that the form proposes, "2026-11-23T18:00": six in the evening, three weeks after a calendar day, and the
 * day before the next cycle opens by itself at the latest. Where no later day is left before it, the form says so.
 */
export function suggestedClose(today: string, nextOpensOn: string | null): string {
  const usual = addDays(today, usualDays);
  const last = nextOpensOn === null ? usual : addDays(nextOpensOn, -1);
  return `${last > today && last < usual ? last : usual}T18:00`;
}

/** A window of fewer or more days is asked about before a cycle opens: the product is made for two to four weeks. */
const windowDays = { least: 14, most: 28 };

/**
 * For how many days a cycle that opens today would take answers, where that is fewer or more than it should be; undefined
 * for a usual window, and for what is no minute.
 * @param closesLocal a wall-clock minute, "2026-11-02T18:00"
 */
export function unusualWindow(today: string, closesLocal: string): number | undefined {
  const days = Math.round(
    (Date.parse(`${closesLocal.slice(0, 10)}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS,
  );
  return Number.isNaN(days) || (days >= windowDays.least && days <= windowDays.most) ? undefined : days;
}
