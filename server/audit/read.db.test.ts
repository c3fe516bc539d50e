import { expect, test } from "vitest";
import { dictionary } from "@/lib/i18n";
import { rosterImports } from "@/testkit/scenes/roster-imports";
import { applyImport } from "../roster/apply";
import { checkImport } from "../roster/check";
import { loadImport } from "../roster/read";
import { receiveImportFile } from "../roster/uploads";
import { importsFinished } from "../roster/work";
import { loadAuditLog } from "./read";

const scene = rosterImports({ receiveImportFile, checkImport, applyImport, importsFinished, loadImport });

test("an admin reads what an import did to whom, by the names of people, duos and units", async () => {
  const { people, duos } = scene.made;
  await scene.run([
    "ic_id,manager_id,unit\nENed,EOla,Eng\n",
    "ic_id,manager_id,unit\nENed,EMia,Sales\n",
    "person_id,unit\nEMia,Sales\n",
  ]);
  const { lines } = await loadAuditLog(scene.ada, {});
  const of = (action: string) => lines.find((line) => line.action === action);
  expect(of("duo.moved")).toMatchObject({
    subject: { id: duos.second },
    fromUnit: "Sales",
    toUnit: "Eng",
    role: null,
  });
  expect(of("duo.added")).toMatchObject({
    partners: [
      { id: people.Ned!.id, name: expect.stringContaining("Ned") },
      { id: people.Mia!.id, name: expect.stringContaining("Mia") },
    ],
    toUnit: "Sales",
    fromUnit: null,
  });
  expect(of("role.granted")).toMatchObject({
    subject: { id: people.Mia!.id },
    role: "leader",
    toUnit: "Sales",
  });
  await scene.database.arrange("update units set name = 'Sales' where id = $1", [scene.made.units.Eng]);
  const again = (await loadAuditLog(scene.ada, {})).lines.find(({ action }) => action === "duo.moved");
  expect([again?.fromUnit, again?.toUnit]).toEqual(["Acme / Sales", "Acme / Sales"]);
  expect(of("roster.imported")).toMatchObject({ partners: [], toUnit: null, fromUnit: null });
  expect(lines.every(({ action }) => dictionary("en").audit.action[action])).toBe(true);
  expect(JSON.stringify(lines)).not.toMatch(/@/);
});
