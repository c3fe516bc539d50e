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
import { onLookedAtAgain } from "./looked-at-again";
import { OtherPerson, type OtherPersonText } from "./other-person";
import { dropExpired } from "./survey/expired";

type Frame = {
  /** The signed token of the person whom the frame was made for (`pageToken`). */
  page: string;
  /** The name of somebody else who is signed in on this browser now. */
  other: string | undefined;
  /** Takes what the server said about who is signed in: somebody else's name, or undefined for the frame's person. */
  setOther: (name: string | undefined) => void;
  /** Asks the server who is signed in, and takes the frame's content away while it is somebody else. */
  check: () => Promise<void>;
};
const Framed = createContext<Frame>({
  page: "",
  other: undefined,
  setOther: () => {},
  check: async () => {},
});

export const useFramePage = () => useContext(Framed).page;
export const useSetOther = () => useContext(Framed).setOther;
export const useFrameCheck = () => useContext(Framed).check;

/** The survey's own page, not those under it, checks by itself who is signed in, and hides what was answered. */
const isSurvey = () => /^\/survey\/[^/]+\/[^/]+\/?$/.test(window.location.pathname);

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
  const [other, setOther] = useState<string>();
  useEffect(() => {
    // The survey reads what it kept first, and then drops what expired.
    if (!isSurvey()) dropExpired();
  }, []);
  const check = useCallback(async () => {
    if (isSurvey()) return;
    const { status, signedInAs = "" } = await askWho(page);
    if (status === 409) setOther(signedInAs);
    else if (status === 204) setOther(undefined);
  }, [page]);
  useEffect(() => onLookedAtAgain(check), [check]);
  return <Framed value={{ page, other, setOther, check }}>{children}</Framed>;
}

type OwnPageProps = { text: OtherPersonText; links: { signIn: string; home: string }; children: ReactNode };

/**
 * Everything in the frame that is made for its person. While somebody else is signed in, it is taken out of the document,
 * with what was typed in it, and put back once its person has signed in again.
 */
export function OwnPage({ text, links, children }: OwnPageProps) {
  const { other } = useContext(Framed);
  const place = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const isEmptied = other !== undefined;
  useLayoutEffect(() => {
    if (!isEmptied) return;
    const { scrollX, scrollY } = window;
    const [around, inner] = [place.current!, content.current!];
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
          <OtherPerson name={other} text={text} links={links} newTab headingRef={heading} />
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
