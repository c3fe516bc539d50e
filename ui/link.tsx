import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A link to another page of the app, fetched when it is followed and not before: a fetched page is logged as read. */
export function Link(props: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  return <NextLink {...props} prefetch={false} />;
}
