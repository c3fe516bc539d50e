"use client";

// Only this area's words: the whole dictionary would travel to every browser.
import { shell } from "@/lib/i18n/en/shell";
import { Button } from "@/ui/button";
import { Message } from "@/ui/message";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: Props) {
  return (
    <Message
      framed
      title={shell.error.title}
      text={shell.error.text}
      note={error.digest && shell.error.reference(error.digest)}
    >
      <Button onClick={reset}>{shell.action.retry}</Button>
    </Message>
  );
}
