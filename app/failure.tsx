import { failure } from "@/lib/i18n/en/failure";
import { Button } from "@/ui/button";
import { Message } from "@/ui/message";

export type FailureProps = { error: Error & { digest?: string }; retry: () => void };

/** Says that a page failed and offers another try; `framed` where the frame still stands. */
export function Failure({ error, retry, framed }: FailureProps & { framed?: boolean }) {
  return (
    <Message
      framed={framed}
      title={failure.title}
      text={failure.text}
      note={error.digest && failure.reference(error.digest)}
    >
      <Button onClick={retry}>{failure.retry}</Button>
    </Message>
  );
}
