import type { ReactNode } from "react";
import { hasRole } from "@/lib/domain/start-page";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { homePath } from "@/server/auth/local-path";
import { deviceKey, pageToken } from "@/server/auth/secrets";
import { loadSignInWays } from "@/server/auth/ways";
import { loadInDuo } from "@/server/duos/home";
import { shownAddress } from "@/server/mail/shown-address";
import { load, requireAccount, requireViewer } from "@/server/viewer";
import { Announcements } from "@/ui/announcements";
import { KeptPage } from "@/ui/connection/kept-page";
import { FramePerson, OwnPage } from "@/ui/frame-person";
import { KeptForms } from "@/ui/kept/kept-forms";
import { Shell } from "@/ui/shell";
import { signOut } from "./account/actions";
import { SignInAgainHere } from "./sign-in-again";

/** Leads back to a page that says the sign-in is done; the step that asked for it goes on in its own tab. */
const signInAgainPath = "/sign-in?next=/sign-in/again";

const { auth, personalData, shell } = dictionary(defaultLocale);

export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const { name, email: address, organization, mailSuffices } = await requireAccount();
  const email = shownAddress(address);
  // Somebody with a role starts at the pages of that role; their own duos, if they are in one, have a page of their own.
  const ofDuos = hasRole(viewer)
    ? (await load(loadInDuo)) && { href: "/duos", label: shell.nav.ownDuos }
    : { href: homePath, label: shell.nav.home };
  const nav = [
    ...(ofDuos ? [ofDuos] : []),
    ...(viewer.leads.length > 0 ? [{ href: "/insights", label: shell.nav.insights }] : []),
    ...(viewer.isAdmin ? [{ href: "/program", label: shell.nav.program }] : []),
    ...(viewer.isReviewer || viewer.isAdmin ? [{ href: "/audit", label: shell.nav.audit }] : []),
  ];
  const page = pageToken(viewer);
  const account = {
    name,
    email,
    signOut,
    page,
    items: [
      { href: "/account", label: auth.account.link },
      { href: "/account/data", label: personalData.link },
    ],
  };
  const footer = [{ href: "/methodology", label: shell.footer.methodology }];
  return (
    <FramePerson page={page}>
      <SignInAgainHere
        page={page}
        email={mailSuffices && loadSignInWays().mail ? email : undefined}
        text={auth.again}
      >
        <OwnPage text={auth.otherPerson} links={{ signIn: signInAgainPath, home: homePath }}>
          <Shell
            text={shell}
            home={homePath}
            organization={organization}
            nav={nav}
            account={account}
            footer={footer}
          >
            <Announcements text={shell.progress}>
              <KeptForms deviceKey={deviceKey(viewer)} text={shell.keptForms} />
              <KeptPage text={shell.keptPage} />
              {children}
            </Announcements>
          </Shell>
        </OwnPage>
      </SignInAgainHere>
    </FramePerson>
  );
}
