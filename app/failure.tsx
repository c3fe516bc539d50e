"use client";

import { unstable_isUnrecognizedActionError } from "next/navigation";
import { isBusyAnswer, isUnconfirmedAnswer } from "@/lib/domain/busy-answer";
import { unreadableReference } from "@/lib/domain/unreadable";
import { failure } from "@/lib/i18n/en/failure";
import { Button } from "@/ui/button";
import { Message } from "@/ui/message";

export type FailureProps = { error: Error & { digest?: string }; retry: () => void };

/** Says that a page failed and offers another try; `framed` inside the frame of signed-in pages. */
export function Failure({ error, retry, framed }: FailureProps & { framed?: boolean }) {
  const { digest } = error;
  const { title, text } = textsOf(error);
  const isOutdated = unstable_isUnrecognizedActionError(error);
  // Only an error of the server has a digest, by which the log finds it. Nobody needs to ask about a busy one.
  const note = digest && !isBusyAnswer(error) ? failure.reference(digest) : undefined;
  return (
    <Message framed={framed} title={title} text={text} note={note}>
      {isOutdated ? (
        <Button onClick={() => window.location.reload()}>{failure.otherVersion.reload}</Button>
      ) : (
        <Button onClick={retry}>{failure.retry}</Button>
      )}
    </Message>
  );
}

/**
 * Nothing to see: in the root layout it brings this module into the script that every page shares. The frame's error page
 * and the one of everything else would else each carry it, and a page loads both.
 */
export const FailureScript = () => null;

/** How Chromium, Firefox and Safari name a request that got no answer, and Next one that something else answered. */
const noAnswer = /failed to fetch|networkerror|load failed|unexpected response/i;

function textsOf(error: FailureProps["error"]): { title: string; text: string } {
  const { digest, message } = error;
  if (unstable_isUnrecognizedActionError(error)) return failure.otherVersion;
  if (isBusyAnswer(error)) return failure.busy;
  if (isUnconfirmedAnswer(error)) return failure.unconfirmed;
  if (digest?.startsWith(unreadableReference)) return failure.unreadable;
  if (digest) return failure;
  if (globalThis.navigator?.onLine === false || noAnswer.test(message)) return failure.offline;
  return { title: failure.title, text: failure.textWithoutReference };
}
