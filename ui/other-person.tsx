import type { Ref } from "react";
import { fill } from "@/lib/i18n/fill";
import { buttonClass } from "./button";

export type OtherPersonText = Record<"title" | "text" | "home" | "signIn", string>;

type Props = {
  /** Who is signed in on this browser now. */
  name: string;
  text: OtherPersonText;
  links: { readonly signIn: string; readonly home: string };
  /** Whether signing in leads to a tab of its own. */
  newTab?: boolean;
  headingRef: Ref<HTMLHeadingElement>;
};

/** Instead of a page once somebody else is signed in: nothing of the person whom it was made for is in it. */
export function OtherPerson({ name, text, links, newTab = false, headingRef }: Props) {
  return (
    <section>
      <h1 ref={headingRef} tabIndex={-1} className="text-display outline-none wrap-anywhere">
        {fill(text.title, { name })}
      </h1>
      <p className="mt-2 text-ink-2">{text.text}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <a href={links.home} className={`${buttonClass()} wrap-anywhere`}>
          {fill(text.home, { name })}
        </a>
        <a
          href={links.signIn}
          target={newTab ? "_blank" : undefined}
          rel="noopener"
          className={buttonClass({ kind: "secondary" })}
        >
          {text.signIn}
        </a>
      </div>
    </section>
  );
}
