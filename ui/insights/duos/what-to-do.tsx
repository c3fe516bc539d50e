import type { PublishedStatus } from "@/lib/domain/status";
import { actFor } from "@/lib/insights/acts";
import { Card } from "../../card";
import type { ViewProps } from "../shared/view-props";

type Props = Pick<ViewProps, "words"> & { status: PublishedStatus; reason: string };

/** What the state means and one thing worth doing; never what was answered. */
export function WhatToDo({ status, reason, words }: Props) {
  const text = words.acts;
  const means = text.means[status];
  const known: Partial<Record<string, string>> = typeof means === "string" ? {} : means;
  const sentences =
    typeof means === "string" ? [means] : reason.split("+").flatMap((code) => known[code] ?? []);
  const act = text.act[actFor(status, reason)];
  return (
    <Card className="flex flex-col gap-3">
      <h2 className="text-title">{text.title}</h2>
      {sentences.map((sentence) => (
        <p key={sentence} className="text-ink-2">
          {sentence}
        </p>
      ))}
      <p>
        <strong className="block font-semibold">{act.title}</strong>
        <span className="text-ink-2">{act.text}</span>
      </p>
      <p className="border-line-2 border-t pt-3 text-ink-3 text-small">{text.limits}</p>
    </Card>
  );
}
