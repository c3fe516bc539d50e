import type { PublishedStatus } from "@/lib/domain/status";
import { suggestedActionFor } from "@/lib/insights/suggested-actions";
import { Card } from "../../card";
import type { ViewProps } from "../../view-props";

type Props = Pick<ViewProps, "words"> & { status: PublishedStatus; reason: string };

/** What the state means and the suggested action; nothing about answers. */
export function WhatToDo({ status, reason, words }: Props) {
  const text = words.suggestedActions;
  const means = text.means[status];
  const known: Partial<Record<string, string>> = typeof means === "string" ? {} : means;
  const sentences =
    typeof means === "string" ? [means] : reason.split("+").flatMap((code) => known[code] ?? []);
  const action = text.action[suggestedActionFor(status, reason)];
  return (
    <Card className="flex flex-col gap-3">
      <h2 className="text-title">{text.title}</h2>
      {sentences.map((sentence) => (
        <p key={sentence} className="text-ink-2">
          {sentence}
        </p>
      ))}
      <p>
        <strong className="block font-semibold">{action.title}</strong>
        <span className="text-ink-2">{action.text}</span>
      </p>
      <p className="border-line-2 border-t pt-3 text-ink-3 text-small">{text.limits}</p>
    </Card>
  );
}
