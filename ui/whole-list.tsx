"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useFramePage } from "./frame-person";

type Props = {
  /** The page with all rows of the list; absent where this one has them. */
  allHref?: string;
  children: ReactNode;
};

/**
 * A list that prints whole, also while the screen shows one page of it: just before printing, all of its rows are
 * fetched and take the page's place on paper. When they cannot be had, what is on the screen is printed.
 */
export function WholeList({ allHref, children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const person = useFramePage();
  useEffect(() => {
    const onScreen = list.current;
    if (!onScreen || !allHref) return;
    let whole: Element | undefined;
    const insert = () => {
      whole ??= fetchList(allHref, person);
      if (!whole) return;
      onScreen.after(whole);
      onScreen.dataset.printed = "elsewhere";
    };
    const remove = () => {
      whole?.remove();
      delete onScreen.dataset.printed;
    };
    const media = matchMedia("print");
    const follow = () => (media.matches ? insert() : remove());
    addEventListener("beforeprint", insert);
    addEventListener("afterprint", remove);
    media.addEventListener("change", follow);
    return () => {
      remove();
      removeEventListener("beforeprint", insert);
      removeEventListener("afterprint", remove);
      media.removeEventListener("change", follow);
    };
  }, [allHref, person]);
  return (
    <div ref={list} data-list={person} className="data-[printed=elsewhere]:print:hidden">
      {children}
    </div>
  );
}

/**
 * The list of another page, by a synchronous request: a browser that is about to print does not wait for a promise.
 * Undefined where the page was made for somebody else, who has signed in since.
 */
function fetchList(href: string, person: string): Element | undefined {
  const request = new XMLHttpRequest();
  try {
    request.open("GET", href, false);
    request.send();
  } catch {
    return undefined;
  }
  if (request.status !== 200) return undefined;
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const found = page.querySelector<HTMLElement>("[data-list]");
  if (found?.dataset.list !== person) return undefined;
  found.classList.add("hidden", "print:block");
  return document.adoptNode(found);
}
