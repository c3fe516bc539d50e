import type { SetupLink } from "@/lib/domain/setup";
import { offeredTimeZones } from "@/lib/domain/time-zones";
import { PageTitle } from "../page-title";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { FoundForm } from "./found-form";
import { GoOnForm } from "./go-on-form";
import type { SetupLinkActions } from "./setup-actions";

type Props = Pick<ViewProps, "words"> & { link: SetupLink; token: string; actions: SetupLinkActions };

/** What the link that the server printed leads to: the form, the way on, or what to do where it does not work. */
export function SetupLinkView({ link, token, actions, words }: Props) {
  const { found, goOn, dead } = words.setup;
  return (
    <div className="mx-auto flex max-w-phone flex-col gap-6">
      {link.kind === "found" && (
        <>
          <PageTitle title={found.title} lede={found.lede} />
          <FoundForm
            action={actions.found}
            token={token}
            timeZones={offeredTimeZones("UTC")}
            text={{ ...found, search: words.program.open.searchTimeZones }}
          />
        </>
      )}
      {link.kind === "go-on" && (
        <>
          <PageTitle title={goOn.title(link.organization)} lede={goOn.text(link.admin)} />
          <GoOnForm action={actions.goOn} token={token} label={goOn.action(link.admin)} />
        </>
      )}
      {link.kind === "dead" && (
        <>
          <PageTitle title={dead.title} lede={link.isSetUp ? dead.isSet : dead.unset} />
          {link.isSetUp && <TextLink href="/sign-in">{dead.signIn}</TextLink>}
        </>
      )}
    </div>
  );
}
