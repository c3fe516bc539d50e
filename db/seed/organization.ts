import type { PairType } from "@/lib/domain/pair-types";
import type { Story } from "./stories";

/** The made-up company: its tree, how many duos live where, and whose story is told in which unit. */
export const companyName = "Larkfield Software";
export const companyZone = "Europe/Paris";

export type SeedUnitPlan = {
  name: string;
  platform?: boolean;
  /** Duos whose home is this unit itself. */
  duos: number;
  /** Points by which steady duos stand above or below the company's. */
  lean?: number;
  /** Stories of the first duos; the others are steady. */
  stories?: readonly Story[];
  units?: readonly SeedUnitPlan[];
};

export const tree: SeedUnitPlan = {
  name: companyName,
  duos: 2,
  stories: ["multiplying"],
  units: [
    {
      name: "Platform",
      platform: true,
      duos: 6,
      stories: ["recovered", "multiplying", "declining"],
      units: [
        { name: "Cloud Runtime", platform: true, duos: 6, stories: ["multiplying", "dropped"] },
        {
          name: "Developer Experience",
          platform: true,
          duos: 6,
          lean: 6,
          stories: ["multiplying", "multiplying"],
        },
        { name: "Storage", platform: true, duos: 6, stories: ["silent", "low"] },
      ],
    },
    {
      name: "Product",
      duos: 7,
      stories: ["helped", "split", "multiplying"],
      units: [
        { name: "Checkout", duos: 7, stories: ["setback", "multiplying", "steady", "one-side"] },
        { name: "Search", duos: 7, stories: ["apart", "multiplying", "sour"] },
        { name: "Onboarding", duos: 7, lean: -6, stories: ["declining", "low", "low"] },
      ],
    },
    {
      name: "Data",
      duos: 6,
      stories: ["multiplying", "steady", "apart"],
      units: [
        { name: "Pipelines", duos: 7, stories: ["declining", "silent", "split"] },
        { name: "Machine Learning", duos: 7, lean: 6, stories: ["multiplying", "multiplying", "dropped"] },
      ],
    },
    {
      name: "Security",
      duos: 0,
      units: [
        { name: "Identity", duos: 7, stories: ["multiplying", "steady", "sour"] },
        { name: "Application Security", duos: 7, stories: ["low", "dropped"] },
      ],
    },
    {
      name: "Internal Tools",
      duos: 0,
      units: [
        { name: "People Systems", duos: 7, stories: ["silent", "split", "multiplying"] },
        { name: "Finance Systems", duos: 7, lean: -7, stories: ["low", "declining", "low"] },
      ],
    },
    {
      name: "Mobile",
      duos: 4,
      units: [
        { name: "Apps", duos: 7, stories: ["multiplying", "one-side", "steady"] },
        { name: "Growth", duos: 7, stories: ["apart", "helped", "multiplying"] },
      ],
    },
  ],
};

/** Growth belonged to Product until the cycle before this one. */
export const reorganized = { unit: "Growth", before: "Product", fromCycle: 9 } as const;

/** In these units the second duo began when its manager got a new partner; the duo before it has ended. */
export const replaced: { units: readonly string[]; lastCycle: number } = {
  units: ["Storage", "Identity"],
  lastCycle: 7,
};

/** Pair type and grades of a duo by how deep its home lies: root, division, team. */
export const pairsByDepth: readonly (readonly { pair: PairType; ic: number; manager: number }[])[] = [
  [{ pair: "cto-vp", ic: 9, manager: 9 }],
  [
    { pair: "principal-director", ic: 7, manager: 8 },
    { pair: "staff-senior-em", ic: 6, manager: 6 },
    { pair: "staff-senior-em", ic: 6, manager: 7 },
  ],
  [
    { pair: "tech-lead-em", ic: 4, manager: 5 },
    { pair: "tech-lead-em", ic: 5, manager: 5 },
    { pair: "tech-lead-em", ic: 4, manager: 5 },
    { pair: "tech-lead-em", ic: 5, manager: 5 },
    { pair: "staff-senior-em", ic: 6, manager: 6 },
    { pair: "tech-lead-em", ic: 5, manager: 5 },
    { pair: "other", ic: 4, manager: 6 },
  ],
];

/** In this team the last duo has not said what kind of pair it is. */
export const notStatedIn: readonly string[] = ["Pipelines", "Apps", "Finance Systems"];

/** People that the sign-in page offers in a demo, and what they are; the keys are external ids. */
export const personas = {
  "persona-vp": { name: "Ines Moreau", leads: companyName },
  "persona-director": { name: "Tomás Ferreira", leads: "Product" },
  "persona-leader-in-duo": { name: "Priya Raman", leads: "Platform", manages: "Platform" },
  "persona-tech-lead": { name: "Jonas Lindqvist", icIn: "Checkout" },
  "persona-em": { name: "Amara Okafor", manages: "Checkout" },
  "persona-admin": { name: "Leila Haddad", role: "admin" },
  "persona-reviewer": { name: "Marek Nowak", role: "reviewer" },
} as const;

/** Divisions led by the manager of their first duo, so that some leaders are in a duo of their own unit. */
export const ledByOwnManager: readonly string[] = ["Data", "Mobile"];
export const ledFromOutside: readonly string[] = ["Security", "Internal Tools"];

/** The last duo of these units is new: too little is known of it to say more. */
export const joinsLate: { units: readonly string[]; fromCycle: number } = {
  units: ["Mobile"],
  fromCycle: 13,
};

/** The personas in the words of a terminal. */
export const personaList: readonly { name: string; role: string }[] = [
  { name: personas["persona-vp"].name, role: "VP of Engineering: reads every unit" },
  { name: personas["persona-director"].name, role: "Director of Product: reads the Product division" },
  {
    name: personas["persona-leader-in-duo"].name,
    role: "Director of Platform, and a partner in a duo there",
  },
  { name: personas["persona-tech-lead"].name, role: "Tech lead: still owes this cycle's answers" },
  { name: personas["persona-em"].name, role: "Engineering manager: has answered, waits for the tech lead" },
  { name: personas["persona-admin"].name, role: "Program admin: opens and closes cycles, reads no results" },
  { name: personas["persona-reviewer"].name, role: "Security reviewer: reads the audit log" },
];
