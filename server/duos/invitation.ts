import ical, { ICalCalendarMethod } from "ical-generator";
import { z } from "zod";
import { currentTime, withViewer } from "@/db/client";
import { type DuoCycle, duoCycleInput } from "@/lib/domain/duo-cycle";
import type { Viewer } from "@/lib/domain/permissions";
import { TALK_MINUTES } from "@/lib/guide/guide";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { instantInZone } from "@/lib/schedule/local-time";
import { env } from "../env";
import { DomainError } from "../errors";
import { parseOrNotFound } from "../http/parse";
import { revealedCycle } from "./revealed-cycle";

const minute = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);

/** The address of a duo's guide, which only its two partners can open. */
export const talkAddress = ({ duoId, cycleId }: DuoCycle): string =>
  new URL(`/duos/${duoId}/talk?cycle=${cycleId}`, env().AUTH_URL).href;

/** The instant that somebody typed as a minute of their own clock; undefined for what is none, or is over at `now`. */
export function chosenStart(
  typed: unknown,
  { timeZone }: Pick<Viewer, "timeZone">,
  now: Date,
): Date | undefined {
  const parsed = minute.safeParse(typed);
  const start = parsed.success ? instantInZone(parsed.data, timeZone) : undefined;
  return start && start > now ? start : undefined;
}

/**
 * The talk as an event for a calendar (RFC 5545). Its time is in UTC, so it is right in both partners' zones. It holds no
 * name, no e-mail address and no answer; the same talk keeps its UID, so that an event with another time replaces it.
 */
export function loadInvitation(viewer: Viewer, input: Readonly<Record<string, unknown>>) {
  const place = parseOrNotFound(duoCycleInput, input);
  return withViewer(viewer, async (tx) => {
    const { endedOn } = await revealedCycle(tx, viewer, place);
    // A duo that has ended books nothing.
    if (endedOn) throw new DomainError("not-found");
    const start = chosenStart(input.at, viewer, await currentTime(tx));
    if (!start) throw new DomainError("invalid", { at: "date-time" });
    const { title, book } = dictionary(defaultLocale).guide;
    const calendar = ical({ prodId: "//Twofold//Twofold//EN", method: ICalCalendarMethod.PUBLISH });
    calendar.createEvent({
      id: `${place.duoId}.${place.cycleId}`,
      start,
      end: new Date(start.getTime() + TALK_MINUTES * 60_000),
      summary: title,
      description: book.description,
      url: talkAddress(place),
    });
    return { name: book.fileName, body: calendar.toString() };
  });
}
