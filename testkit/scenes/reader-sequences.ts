import type { OrganizationSpec } from "../factories/organization";

/**
 * What once let somebody read a duo whom no mail named, or named somebody who did not: steps of `readers-are-named`, about a
 * duo in Core. The first ones begin with it in a unit below none that anybody leads.
 */
export const knownSequences = [
  "moveUnit Core, end 0, move Sales, nextDay, end 0, resume, send",
  "moveUnit Core, end 1, nextDayAndNoJob, move Sales, nextDay, resume, send",
  "moveUnit Core, move Eng, end 0, send, resume, send",
  "moveUnit Core, end 0, move Sales, resume, send",
  "moveUnit Core, end 0, move Sales, resume, pause, send",
  "moveUnit Core, pause, send, goOn, send, end 0, move Sales, resume, send",
  "moveUnit Core, end 0, send, move Sales, end 2, send",
  "moveUnit Core, pause, end 0, send, move Sales, resume, goOn, send",
  "grant Zoe Core, end 0, send, resume, send",
  "grant Zoe Sales, send, grant Zoe Core, move Sales, revoke Zoe Core, send",
  "moveUnit Core, grant Lea Sales, send, move Eng, move Sales, send",
  "moveUnit Core, move Eng, move Core, send, move Eng, send",
  "grant Zoe Core, revoke Zoe Core, grant Zoe Core, send",
  "open private, send",
  "open private, grant Zoe Core, move Sales, end 0, resume, send, plan scoped, move Core, send, open scoped, send",
  "plan private, grant Zoe Core, move Sales, send, plan scoped, open scoped, send",
  "plan private, pause, open private, send, plan scoped, goOn, send, open scoped, send",
  "move Sales, send, open scoped, send",
  "move Sales, move Core, send, open scoped, send",
  "grant Noa Eng, send, open scoped, send",
  "open scoped, decline, send",
  "moveUnit Core, end 0, send, move Sales, resume, refuse, pause, goOn, send",
  "moveUnit Core, end 0, send, move Sales, resume, refuse, pause, send, goOn, refuse, pause, send",
  "grant Zoe Sales, move Ops, send, grantHereAndMove Zoe Sales, send",
  "open scoped, send, grant Zoe Core, revoke Zoe Core, send",
  "grant Zoe Core, open scoped, revoke Zoe Core, move Ops, send",
];

/** Who is in which duo and leads what when they begin. */
export const readersOrganization: OrganizationSpec = {
  units: {
    Acme: {},
    Eng: { parent: "Acme" },
    Core: { parent: "Eng" },
    Sales: { parent: "Acme" },
    Ops: { parent: "Acme" },
  },
  people: {
    Ada: { admin: true },
    Lea: { leads: "Eng" },
    Vic: { leads: "Sales" },
    Zoe: {},
    Ian: {},
    Mia: {},
    Tom: {},
    Noa: {},
  },
  duos: {
    first: { ic: "Ian", manager: "Mia", unit: "Core" },
    second: { ic: "Tom", manager: "Noa", unit: "Sales" },
    third: { ic: "Ian", manager: "Noa", unit: "Eng" },
  },
};
