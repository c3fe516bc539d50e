import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A way to another page of the app, fetched when it is followed and not before: opening a page is logged as reading it. */
export function Link(props: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  return <NextLink {...props} prefetch={false} />;
}
