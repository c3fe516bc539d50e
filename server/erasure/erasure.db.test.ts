import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/permissions";
import { createUser } from "@/testkit/factories/organization";
import { erasures } from "@/testkit/scenes/erasures";
import { closeCycle, openCycle } from "../cycles";
import { saveCommitment } from "../duos/commitments";
import { loadDuo } from "../duos/duo";
import { confirmMoment, saveMoment } from "../duos/moments";
import { publishCycle } from "../publication/publish-cycle";
import { loadErasure } from "./erasure";
import { readAndErase } from "./reading-first";

const on = erasures({ closeCycle, publishCycle, erasePerson: readAndErase });
const { database, ledger, folder, sql, idOf, nameOf, ada, erase, publish, grant, rowsOf, lines } = on;
const place = () => ({ cycleId: on.made.cycleId, duoId: on.made.duos.duo0! });

/** What the two of the first duo wrote beside their answers. */
const writeMore = async () => {
  await saveCommitment(on.made.viewer("Ic0"), {
    ...place(),
    text: "We decide dates together",
    dimension: "ALIGN",
    owner: "both",
  });
  const moment = { duoId: place().duoId, day: "2026-01-15", ic: "", manager: "" };
  for (const what of ["By Ic0", "By Manager0"])
    await saveMoment(on.made.viewer(what.slice(3)), { ...moment, what });
  // One by the first, confirmed, and a change of it by the other, which waits.
  await saveMoment(on.made.viewer("Ic0"), { ...moment, what: "Agreed" });
  const { moments } = await loadDuo(on.made.viewer("Ic0"), place());
  const known = { momentId: moments.find(({ what }) => what === "Agreed")!.id, revision: 1 };
  await confirmMoment(on.made.viewer("Manager0"), { duoId: moment.duoId, ...known });
  await saveMoment(on.made.viewer("Manager0"), { ...moment, known, what: "Changed" });
};

/** A row of the first duo or of one in it in each table that the erasure empties, by an insert of columns and values. */
const arrangeWhatGoes = async (userId: string) => {
  const { orgId } = on.made;
  const { cycleId, duoId } = place();
  const person = idOf("Ic0");
  const importId = randomUUID();
  const rows: Record<string, Record<string, unknown>> = {
    accounts: { user_id: userId, type: "oidc", provider: "oidc", provider_account_id: userId },
    sessions: { session_token: userId, user_id: userId, expires: "2100-01-01" },
    verification_tokens: {
      identifier: on.made.people.Ic0!.email.toLowerCase(),
      token: userId,
      expires: "2100-01-01",
    },
    address_changes: {
      org_id: orgId,
      id: randomUUID(),
      person_id: person,
      new_address: "elsewhere@example.test",
      requested_by: idOf("Ada"),
    },
    cycle_declines: { org_id: orgId, cycle_id: cycleId, duo_id: duoId, person_id: person },
    duo_talks: { org_id: orgId, cycle_id: cycleId, duo_id: duoId, person_id: person },
    talking_points: { org_id: orgId, cycle_id: cycleId, duo_id: duoId, codes: "\\x00" },
    roster_imports: {
      org_id: orgId,
      id: importId,
      created_by: idOf("Ada"),
      state: "checked",
      complete: false,
    },
    roster_import_files: {
      org_id: orgId,
      import_id: importId,
      number: 1,
      name: "people.csv",
      content: "\\x00",
    },
  };
  for (const [table, row] of Object.entries(rows)) {
    const values = Object.keys(row).map((_, index) => `$${index + 1}`);
    await sql(`insert into ${table} (${Object.keys(row)}) values (${values})`, Object.values(row));
  }
  return Object.keys(rows).filter((table) => table !== "roster_imports");
};

describe("erasing a person", () => {
  test("removes what is theirs, keeps what is the partner's and every published figure, and leaves no name", async () => {
    await writeMore();
    await publish();
    const name = await nameOf("Ic0");
    const { email } = on.made.people.Ic0!;
    const userId = await createUser(database.admin, on.made.people.Ic0!);
    const emptied = await arrangeWhatGoes(userId);
    await sql("update duos set display_name = $1 where id = $2", [`${name} & partner`, on.made.duos.duo0]);
    // A row that tells of one before has a generated column, which a trigger does not see yet.
    await sql(
      "update published_duos set display_name = $1, previous_level = 45, previous_lineage = lineage where duo_id = $2",
      [`${name} & partner`, on.made.duos.duo0],
    );
    // Mails to the partner that the demo's mailbox still has the words of, also such as name others too.
    await sql(
      "insert into outbox (org_id, id, kind, key, person_id, payload, sent_at) select $1, gen_random_uuid(), kind, kind || ':names', $2, said, now() from (values ('partner-replaced', jsonb_build_object('former', $3::text)), ('duo-paused', jsonb_build_object('duos', json_build_array(json_build_object('partners', json_build_array($3::text, 'Bo')))::text)), ('new-partner', jsonb_build_object('partners', 'Bo' || chr(10) || $3::text)), ('role-ended', jsonb_build_object('by', $3::text))) as mails (kind, said)",
      [on.made.orgId, idOf("Manager0"), name],
    );
    const figures = () =>
      sql(
        "select (to_jsonb(p) - 'display_name' - 'search_name')::text as row from published_duos p where org_id = $1 union all select to_jsonb(p)::text from published_duo_partners p where org_id = $1 order by 1",
        [on.made.orgId],
      );
    const before = await figures();
    expect(await loadErasure(ada(), { personId: idOf("Ic0") })).toMatchObject({
      name,
      refusal: null,
      duos: [{ ends: true }],
    });
    await erase("Ic0");

    for (const [table, column] of [
      ["response_parts", "author_id"],
      ["responses", "author_id"],
      ["person_scores", "person_id"],
      ["moments", "written_by"],
      ["moments", "agreed_by"],
      ["outbox", "person_id"],
    ] as const) {
      expect([table, await rowsOf(table, column, "Ic0")]).toEqual([table, 0]);
      if (table !== "outbox" && column !== "agreed_by")
        expect([table, await rowsOf(table, column, "Manager0")]).not.toEqual([table, 0]);
    }
    for (const table of ["users", "commitments", ...emptied])
      expect([table, await sql(`select from ${table}`)]).toEqual([table, []]);
    expect(await sql("select state, finished_at is not null as ended from roster_imports")).toEqual([
      { state: "discarded", ended: true },
    ]);
    expect(await figures()).toEqual(before);
    for (const word of [name, email]) expect([word, await tablesWith(word)]).toEqual([word, []]);
    expect(await loadDuo(on.made.viewer("Manager0"), place())).toMatchObject({
      partnerName: "",
      reveal: undefined,
      chosen: { partnerDeleted: true, ownDeleted: false },
    });
    expect(
      await sql("select display_name from published_duos where duo_id = $1", [on.made.duos.duo0]),
    ).toEqual([{ display_name: "Former partner & partner" }]);
    expect(
      await sql("select actor_id, subject_id from audit_log where org_id = $1 and action = 'person.erased'", [
        on.made.orgId,
      ]),
    ).toEqual([{ actor_id: idOf("Ada"), subject_id: idOf("Ic0") }]);
    expect(lines()).toEqual([
      expect.objectContaining({ position: 1, id: idOf("Ic0"), organizationId: on.made.orgId, previous: "" }),
    ]);
  });

  test("lets the next cycle go on without the duo that ended", async () => {
    await publish();
    await erase("Ic0");
    const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
    const { cycleId } = await openCycle(ada(), { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
    expect(await sql("select duo_id from duo_cycles where cycle_id = $1", [cycleId])).toEqual([
      { duo_id: on.made.duos.duo1 },
    ]);
    await closeCycle(ada(), { cycleId });
    expect(await publishCycle(on.made.orgId, cycleId)).toBe("published");
  });

  test("is refused for somebody who is asked now, who has a role, for the admin, and without the name", async () => {
    const refusalOf = async (name: string) => {
      expect(await loadErasure(ada(), { personId: idOf(name) })).toMatchObject({ name: await nameOf(name) });
      await expect(erase(name)).rejects.toMatchObject({ code: "conflict" });
      const page = await loadErasure(ada(), { personId: idOf(name) });
      return page.erasedAt === null ? page.refusal : "erased";
    };
    expect(await refusalOf("Ic0")).toBe("answering");
    await closeCycle(ada(), { cycleId: on.made.cycleId });
    expect(await refusalOf("Ic0")).toBe("answering");
    await publishCycle(on.made.orgId, on.made.cycleId);
    // The only admin.
    expect(await refusalOf("Ada")).toBe("self");
    for (const [name, role] of [
      ["Ic1", "reviewer"],
      ["Manager1", "leader"],
      ["Manager0", "admin"],
    ] as const) {
      await grant(name, role);
      expect([role, await refusalOf(name)]).toEqual([role, "role"]);
    }
    await expect(erase("Ic0", "somebody else")).rejects.toMatchObject({
      code: "invalid",
      fields: { confirmation: "other" },
    });
    await expect(
      readAndErase(on.made.viewer("Ic1"), { personId: idOf("Ic0"), confirmation: "x" }),
    ).rejects.toMatchObject({ code: "not-found" });
    expect(await rowsOf("response_parts", "author_id", "Ic0")).toBeGreaterThan(0);
    const erased = "select from people where org_id = $1 and erased_at is not null";
    expect(await sql(erased, [on.made.orgId])).toEqual([]);
    expect(existsSync(ledger)).toBe(false);
  });

  test("is refused before anything is removed where the ledger is damaged, unreadable, unwritable, older or another one", async () => {
    await publish();
    const refused = async () => {
      await expect(erase("Ic0")).rejects.toMatchObject({ code: "unavailable" });
      expect(await rowsOf("response_parts", "author_id", "Ic0")).toBeGreaterThan(0);
      expect(await nameOf("Ic0")).not.toBe("");
    };
    writeFileSync(ledger, "not a line\n");
    await refused();
    rmSync(ledger);
    mkdirSync(ledger);
    await refused();
    rmSync(ledger, { recursive: true });
    // Nothing to read yet, and no place to write it to.
    symlinkSync(path.join(folder, "no", "such", "folder"), ledger);
    await refused();
    rmSync(ledger);
    await sql("insert into erasures (org_id, person_id, position, hash) values ($1, $2, 1, 'other')", [
      on.made.orgId,
      idOf("Ic1"),
    ]);
    await refused();
    await sql("delete from erasures");
    await erase("Ic1");
    await sql("update erasures set hash = 'other'");
    await refused();
    expect(lines()).toHaveLength(1);
  });

  test("is done once, and the second time there is nobody to erase", async () => {
    await publish();
    await erase("Ic0");
    expect(await loadErasure(ada(), { personId: idOf("Ic0") })).toEqual({
      personId: idOf("Ic0"),
      erasedAt: expect.any(String),
    });
    await expect(erase("Ic0", "")).rejects.toMatchObject({ code: "not-found" });
    expect(lines()).toHaveLength(1);
  });

  test("by two admins at once is one line after the other, and of one person one erasure", async () => {
    await publish();
    await grant("Manager1", "admin");
    const other: Viewer = { ...on.made.viewer("Manager1"), isAdmin: true };
    const by = async (viewer: Viewer, name: string) =>
      readAndErase(viewer, { personId: idOf(name), confirmation: await nameOf(name) });
    const same = await Promise.allSettled([by(ada(), "Ic0"), by(other, "Ic0")]);
    expect(same.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(same.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "not-found" } });
    await Promise.all([by(ada(), "Manager0"), by(other, "Ic1")]);
    expect(lines().map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(await sql("select person_id from erasures order by position")).toEqual(
      lines().map(({ id }) => ({ person_id: id })),
    );
  });
});

describe("the database", () => {
  const refusal = (statement: string, ...values: unknown[]) =>
    database.admin.query(statement, values).then(
      () => "done",
      ({ constraint }: { constraint?: string }) => constraint,
    );

  test("erases nobody without their line, gives nobody their name back, and changes no published figure", async () => {
    await publish();
    const { orgId, duos } = on.made;
    expect(await refusal("update people set erased_at = app_now() where id = $1", idOf("Ic0"))).toBe(
      "people_erased_kept",
    );
    await erase("Ic0");
    expect(await refusal("update people set name = 'Back' where id = $1", idOf("Ic0"))).toBe(
      "people_erased_stay",
    );
    expect(await refusal("update people set erased_at = null where id = $1", idOf("Ic0"))).toBe(
      "people_erased_stay",
    );
    expect(
      await refusal(
        "update published_duos set level = 50 where org_id = $1 and duo_id = $2",
        orgId,
        duos.duo0,
      ),
    ).toBe("published_duos_transition");
  });
});

/** Tables of the database in which a text is anywhere, in a column that is no hash. */
async function tablesWith(word: string): Promise<string[]> {
  const tables = await sql(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await sql(`select from ${name} t where position($1 in to_jsonb(t)::text) > 0`, [word]);
    if (rows.length > 0) found.push(name);
  }
  expect(readFileSync(ledger, "utf8")).not.toContain(word);
  return found;
}
