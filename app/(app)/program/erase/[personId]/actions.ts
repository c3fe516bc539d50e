"use server";

import { erasePerson } from "@/server/erasure/erasure";
import { action } from "@/server/http/action";
import { programAction } from "../../outcome";

const erase = action(erasePerson);

export const eraseAction = programAction(
  ["personId", "confirmation", "ending"],
  erase,
  ({ erasing: { confirm } }) => ({
    refusals: {
      invalid: confirm.invalid,
      "not-found": confirm.gone,
      conflict: confirm.conflict,
      stale: confirm.otherDuos,
      unavailable: confirm.ledger,
    },
    fields: { other: confirm.wrong },
  }),
);
