import { describe, expect, test } from "vitest";
import { proveCompany } from "./company/prove";
import { proveGrants } from "./grants/prove";
import { proveLattice } from "./lattice/prove";
import { proveLinear } from "./linear/prove";
import { provePartner } from "./partner/prove";
import { objections, type ProofReport } from "./report";
import { proveRootShares } from "./root-shares/prove";
import { proveRoster } from "./roster/prove";

const proofs = {
  company: proveCompany,
  grants: proveGrants,
  lattice: proveLattice,
  linear: proveLinear,
  partner: provePartner,
  "root-shares": proveRootShares,
  roster: proveRoster,
};

describe("a few seconds of every proof", () => {
  const reports = new Map<string, ProofReport>();
  test.each(Object.entries(proofs))(
    "%s holds, and its controls leak",
    (name, prove) => {
      const report = prove("quick");
      reports.set(name, report);
      expect(report.name).toBe(name);
      expect(objections(report)).toEqual([]);
    },
    120_000,
  );
  test("most units with five duos are shown: hiding everything would pass every attacker", () => {
    const { unitsKept, unitsKeptForShares, pairTypesKept } = reports.get("linear")!.figures!;
    expect(unitsKept).toBeGreaterThan(0.75);
    expect(unitsKeptForShares).toBeGreaterThan(0.6);
    expect(pairTypesKept).toBeGreaterThan(0.3);
  });
  test("naive rules leak in a third of organizations, the first rule of the agreement band helps to name Trust", () => {
    for (const { leaks, of } of reports.get("linear")!.controls) expect(leaks / of).toBeGreaterThan(0.3);
    const { trustNamedFromEarlierBand, trustNamedFromSharedAnswersAlone } = reports.get("partner")!.figures!;
    expect(trustNamedFromEarlierBand).toBeGreaterThan(trustNamedFromSharedAnswersAlone!);
  });
});

describe("a report", () => {
  const report: ProofReport = {
    name: "some",
    organizations: 1,
    cases: 200,
    leaks: 0,
    undecided: 2,
    controls: [{ name: "naive", leaks: 1, of: 10 }],
  };
  test("holds without leaks, with controls that leak and no more than one in a hundred undecided", () => {
    expect(objections(report)).toEqual([]);
  });
  test.each([
    [{ leaks: 1 }, "1 leaks"],
    [{ undecided: 3 }, "3 of 200 undecided"],
    [{ controls: [{ name: "naive", leaks: 0, of: 10 }] }, 'control "naive" found nothing'],
    [{ cases: 0, undecided: 0 }, "nothing was attacked"],
  ])("does not hold with %j", (wrong, objection) => {
    expect(objections({ ...report, ...wrong })).toEqual([objection]);
  });
});
