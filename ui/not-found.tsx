import type { Dictionary } from "@/lib/i18n";
import { buttonClass } from "./button";
import { Message } from "./message";

type Props = {
  text: Dictionary["shell"];
  /** The start page of the reader. */
  home: string;
  /** Inside the header and footer of signed-in pages. */
  framed?: boolean;
};

/** Says that there is nothing at this address, or nothing that the reader may see. */
export function NotFoundMessage({ text, home, framed }: Props) {
  return (
    <Message framed={framed} title={text.error.notFoundTitle} text={text.error.notFoundText}>
      {/* A plain link: the router's would be loaded with every page, because every page can be not found. */}
      <a href={home} className={buttonClass()}>
        {text.action.home}
      </a>
    </Message>
  );
}
