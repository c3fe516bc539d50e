import { wordsFor } from "@/app/words";
import type { OwnPasskey } from "@/lib/domain/passkeys";
import type { Viewer } from "@/lib/domain/permissions";
import { pageToken } from "@/server/auth/secrets";
import { PasskeysSection } from "@/ui/passkeys/passkeys-section";
import { addPasskeyAction, beginPasskeyAction, removePasskeyAction, renamePasskeyAction } from "./actions";

const actions = {
  begin: beginPasskeyAction,
  add: addPasskeyAction,
  rename: renamePasskeyAction,
  remove: removePasskeyAction,
};

/** The passkeys of the person whose account it is, with the actions that change them. */
export function Passkeys({ viewer, passkeys }: { viewer: Viewer; passkeys: readonly OwnPasskey[] }) {
  return (
    <PasskeysSection
      passkeys={passkeys}
      actions={{ page: pageToken(viewer), ...actions }}
      {...wordsFor(viewer)}
    />
  );
}
