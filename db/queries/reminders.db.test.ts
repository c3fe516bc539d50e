import { describe, expect, it } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";

const database = freshDatabase();

async function due(slot: string, zone: string): Promise<string> {
  const { rows } = await database.admin.query<{ due: Date }>("select reminder_due($1, $2) as due", [
    slot,
    zone,
  ]);
  return rows[0]!.due.toISOString().slice(0, 16);
}

describe("a reminder", () => {
  it("stays where it lies in its reader's working hours", async () => {
    expect(await due("2026-11-05T08:00Z", "Europe/Paris")).toBe("2026-11-05T08:00");
    expect(await due("2026-11-05T07:00Z", "Europe/Paris")).toBe("2026-11-05T07:00");
    expect(await due("2026-11-05T16:30Z", "Europe/Paris")).toBe("2026-11-05T16:30");
  });
  it("moves from the evening to the end of the same working day", async () => {
    expect(await due("2026-11-05T08:00Z", "Pacific/Auckland")).toBe("2026-11-05T04:30");
    expect(await due("2026-11-05T16:31Z", "Europe/Paris")).toBe("2026-11-05T16:30");
  });
  it("moves from the night to the end of the working day before", async () => {
    expect(await due("2026-11-05T08:00Z", "America/Los_Angeles")).toBe("2026-11-05T01:30");
    expect(await due("2026-11-05T06:59Z", "Europe/Paris")).toBe("2026-11-04T16:30");
  });
  it("follows the clock of that day across its change", async () => {
    // Paris leaves summer time on 25 October: 17:30 the day before is 15:30 in UTC.
    expect(await due("2026-10-25T06:00Z", "Europe/Paris")).toBe("2026-10-24T15:30");
  });
});
