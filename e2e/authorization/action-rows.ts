import type { Scene } from "@/testkit/scenes/policies";
import type { ActionRow } from "./rows";

const insights = "app/(app)/insights";
const signInActions = "app/(public)/sign-in/actions.ts";
const accountActions = "app/(app)/account/actions.ts";
const programActions = "app/(app)/program/actions.ts";

export const actions: readonly ActionRow[] = [
  ...["askForMail", "goToProvider", "enterAsPersona"].map((name) => ({
    file: signInActions,
    name,
    path: () => "/sign-in",
    as: "anonymous" as const,
  })),
  ...["signOut", "signOutEverywhere"].map((name) => ({
    file: accountActions,
    name,
    path: () => "/account",
    as: "admin" as const,
    endsSession: true,
  })),
  ...["openAction", "closeAction", "withdrawAction", "unlinkAction"].map((name) => ({
    file: programActions,
    name,
    path: () => "/program",
    as: "admin" as const,
  })),
  ...["startCheckAction", "applyAction", "checkAction", "discardAction"].map((name) => ({
    file: "app/(app)/program/import/actions.ts",
    name,
    path: ({ rosterImport }: Scene) => `/program/import/${rosterImport}`,
    as: "admin" as const,
  })),
  ...["declineAction", "answerAfterAllAction"].map((name) => ({
    file: "app/(app)/survey/[cycleId]/[duoId]/decline/actions.ts",
    name,
    path: ({ cycle, duos }: Scene) => `/survey/${cycle}/${duos.watched}/decline`,
    as: "ic" as const,
  })),
  ...["begin", "add", "rename", "remove"].map((name) => ({
    file: "app/(app)/account/passkeys/actions.ts",
    name: `${name}PasskeyAction`,
    path: () => "/account",
    as: "ic" as const,
  })),
  {
    file: "app/(app)/account/withdraw/actions.ts",
    name: "withdrawAction",
    path: () => "/account/withdraw?all=yes",
    as: "ic",
  },
  {
    file: "app/(app)/account/address/actions.ts",
    name: "decideAddressAction",
    path: () => "/account/address",
    as: "ic",
  },
  ...["save", "stop", "skip", "restore", "shift", "extend", "cancel", "nudge"].map((name) => ({
    file: "app/(app)/program/schedule/actions.ts",
    name: `${name}Action`,
    path: () => "/program/schedule",
    as: "admin" as const,
  })),
  ...["saveOrganization", "sendTestMail", "confirmTestMail", "checkProvider", "correctAddress"].map(
    (name) => ({
      file: "app/(app)/program/setup/actions.ts",
      name: `${name}Action`,
      path: () => "/program/setup",
      as: "admin" as const,
    }),
  ),
  ...["changeRosterAction", "grantRoleAction"].map((name) => ({
    file: "app/(app)/program/roster/actions.ts",
    name,
    path: ({ people }: Scene) => `/program/roster/people/${people.ic}`,
    as: "admin" as const,
  })),
  {
    file: "app/(app)/program/roster/actions.ts",
    name: "endGrantAction",
    path: () => "/program/roster/grants",
    as: "admin",
  },
  ...["foundAction", "goOnAction"].map((name) => ({
    file: "app/(public)/setup/actions.ts",
    name,
    path: () => "/setup?token=none",
    as: "anonymous" as const,
  })),
  ...["addQuestionAction", "retireQuestionAction"].map((name) => ({
    file: "app/(app)/program/questions/actions.ts",
    name,
    path: () => "/program/questions",
    as: "admin" as const,
  })),
  {
    file: "app/(app)/program/erase/[personId]/actions.ts",
    name: "eraseAction",
    path: ({ people }) => `/program/erase/${people.otherIc}`,
    as: "admin",
  },
  ...["changeRetentionAction", "undoRetentionAction"].map((name) => ({
    file: "app/(app)/program/retention/actions.ts",
    name,
    path: () => "/program/retention?months=12",
    as: "admin" as const,
  })),
  {
    file: "app/(app)/program/sign-in/actions.ts",
    name: "setStrongSignInAction",
    path: () => "/program/sign-in",
    as: "admin",
  },
  ...["begin", "add"].map((name) => ({
    file: "app/(public)/sign-in/passkey/actions.ts",
    name: `${name}HeldPasskeyAction`,
    path: () => "/sign-in/passkey",
    as: "anonymous" as const,
  })),
  ...["retryJobAction", "retryMailAction", "retryAllMailAction"].map((name) => ({
    file: "app/(app)/program/jobs/actions.ts",
    name,
    path: () => "/program/jobs",
    as: "admin" as const,
  })),
  {
    file: "app/(public)/reminders/actions.ts",
    name: "changeAction",
    path: () => "/reminders?token=none",
    as: "anonymous",
  },
  ...[
    "agreeToTrust",
    "takeBackTrust",
    "noteTalk",
    "removeTalk",
    "markPoint",
    "saveCommitment",
    "dropCommitment",
  ].map((name) => ({
    file: "app/(app)/duos/[duoId]/actions.ts",
    name: `${name}Action`,
    path: ({ duos }: Scene) => `/duos/${duos.watched}`,
    as: "ic" as const,
  })),
  ...["saveMoment", "removeMoment", "confirmMoment", "restoreMoment"].map((name) => ({
    file: "app/(app)/duos/[duoId]/moment-actions.ts",
    name: `${name}Action`,
    path: ({ duos }: Scene) => `/duos/${duos.watched}`,
    as: "ic" as const,
  })),
  ...["noteDoneAction", "takeBackDoneAction"].map((name) => ({
    file: `${insights}/duos/[duoId]/actions.ts`,
    name,
    path: ({ duos }: Scene) => `/insights/duos/${duos.watched}`,
    as: "vp" as const,
  })),
];
