"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { pageHeader } from "@/lib/domain/page-header";
import { dropExpired } from "./kept/entries";
import { findFollower } from "./kept/find-follower";
import { onLookedAtAgain } from "./looked-at-again";
import { OtherPerson, type OtherPersonText } from "./other-person";

type Frame = {
  /** The signed token of the person whom the frame was made for (`pageToken`). */
  page: string;
  /** The name of somebody else who is signed in on this browser now. */
  other: string | undefined;
  /** Whether this device keeps what the page itself held. */
  kept: boolean;
  /** How often the server has said that the frame's person is signed in. */
  returns: number;
  /**
   * Takes what the server said about who is signed in: somebody else's name, or undefined for the frame's person. `kept`:
   * whether what the page itself held is kept on this device.
   */
  setOther: (name: string | undefined, kept?: boolean) => void;
  /** Asks the server who is signed in, and takes the frame's content away while it is somebody else. */
  check: () => Promise<void>;
};
const Framed = createContext<Frame>({
  page: "",
  other: undefined,
  kept: true,
  returns: 0,
  setOther: () => {},
  check: async () => {},
});

export const useFramePage = () => useContext(Framed).page;
export const useSetOther = () => useContext(Framed).setOther;
export const useFrameReturns = () => useContext(Framed).returns;
export const useFrameCheck = () => useContext(Framed).check;

/** The survey's own page, not those under it, checks by itself who is signed in, and hides what was answered. */
const isSurvey = () => /^\/survey\/[^/]+\/[^/]+\/?$/.test(window.location.pathname);

/** Keeps what is typed in the forms of the page; false where that cannot be said to be so. */
const keepTyped = async () => (await findFollower())?.keepTyped() ?? false;

/** The answer of `/api/page`: whether this frame's person is signed in, or who else is. */
async function askWho(page: string): Promise<{ status: number; signedInAs?: string }> {
  try {
    const response = await fetch("/api/page", { cache: "no-store", headers: { [pageHeader]: page } });
    const { status } = response;
    return status === 409 ? { status, ...(await response.json()) } : { status };
  } catch {
    return { status: 0 };
  }
}

/** The frame of a page: the header with a name, and whatever else stays while pages change inside it. */
export function FramePerson({ page, children }: { page: string; children: ReactNode }) {
  const [signedIn, setSignedIn] = useState<Pick<Frame, "other" | "kept" | "returns">>({
    other: undefined,
    kept: true,
    returns: 0,
  });
  const setOther = useCallback((other: string | undefined, kept = true) => {
    setSignedIn(({ returns }) => ({ other, kept, returns: returns + (other === undefined ? 1 : 0) }));
  }, []);
  useEffect(() => {
    // The survey reads what it kept first, and then drops what expired.
    if (!isSurvey()) dropExpired();
  }, []);
  const check = useCallback(async () => {
    if (isSurvey()) return;
    const { status, signedInAs = "" } = await askWho(page);
    if (status === 409) setOther(signedInAs);
    else if (status === 204) setOther(undefined);
    // Nobody is: the page stays, and may be closed without another attempt to send what is typed.
    else if (status === 401) await keepTyped();
  }, [page, setOther]);
  useEffect(() => onLookedAtAgain(check), [check]);
  return <Framed value={{ page, ...signedIn, setOther, check }}>{children}</Framed>;
}

type OwnPageProps = {
  /** `notKept` is its text where this browser keeps nothing of what was typed. */
  text: OtherPersonText & { notKept: string };
  links: { signIn: string; home: string };
  children: ReactNode;
};

/**
 * Everything in the frame that is made for its person. While somebody else is signed in, it is taken out of the document,
 * with what was typed in it, and put back once its person has signed in again; what was typed is kept on the device too.
 */
export function OwnPage({ text, links, children }: OwnPageProps) {
  const { other, kept } = useContext(Framed);
  const place = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [durable, setDurable] = useState(true);
  const isEmptied = other !== undefined;
  useLayoutEffect(() => {
    if (!isEmptied) return;
    const { scrollX, scrollY } = window;
    const [around, inner] = [place.current!, content.current!];
    void keepTyped().then(setDurable);
    inner.remove();
    heading.current?.focus();
    return () => {
      around.append(inner);
      window.scrollTo(scrollX, scrollY);
    };
  }, [isEmptied]);
  return (
    <>
      {isEmptied && (
        <main id="main" tabIndex={-1} className="mx-auto max-w-phone px-5 py-16 outline-none">
          <OtherPerson
            name={other}
            text={{ ...text, text: kept && durable ? text.text : text.notKept }}
            links={links}
            newTab
            headingRef={heading}
          />
        </main>
      )}
      <div ref={place} className="contents">
        <div ref={content} className="contents">
          {children}
        </div>
      </div>
    </>
  );
}

/**
 * What a page shows, if it was made for the person whom the frame around it was made for. After a link or a filter the
 * server makes the next page for the person who is signed in at that moment, while the frame stays; if that is somebody
 * else, nothing of the page is shown and page and frame are loaded anew.
 */
export function PersonsPage({ page, children }: { page: string; children: ReactNode }) {
  const other = useFramePage() !== page;
  useEffect(() => {
    if (other) window.location.reload();
  }, [other]);
  return other ? null : children;
}

/**
 * For "not found" and errors, which are shown in place of a page and name no person: asks whether the frame's person is
 * still signed in, and loads page and frame anew where somebody else is.
 */
export function FrameCheck() {
  const page = useFramePage();
  useEffect(() => {
    askWho(page).then(({ status }) => {
      if (status === 409) window.location.reload();
    });
  }, [page]);
  return null;
}
