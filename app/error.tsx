"use client";

// Only this area's words: the whole dictionary would travel to every browser.
import { shell } from "@/lib/i18n/en/shell";
import { Button } from "@/ui/button";
import { Message } from "@/ui/message";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return (
    <Message
      title={shell.error.title}
      text={shell.error.text}
      note={error.digest && shell.error.reference(error.digest)}
    >
      <Button onClick={retry}>{shell.action.retry}</Button>
    </Message>
  );
}
