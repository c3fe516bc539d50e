import type { ImportReport } from "@/lib/domain/roster-imports";
import { isolate } from "@/lib/i18n/isolate";
import { isError, type ProblemCode, type RosterProblem } from "@/lib/roster/problems";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";

/** What a template mends. */
const aboutColumns: readonly ProblemCode[] = ["no-known-columns", "missing-columns"];

type Props = ViewProps & { report: Pick<ImportReport, "summary" | "problems" | "files"> };

/** The problems of an import by kind, errors first: what is wrong, how to mend it, and the first places. */
export function ProblemList({ report: { summary, problems, files }, words, format }: Props) {
  const text = words.roster;
  const kinds = (summary?.problems ?? []).toSorted((a, b) => Number(isError(b)) - Number(isError(a)));
  return (
    <ul className="flex flex-col gap-6">
      {kinds.map(({ code, count }) => {
        const { title, mend } = text.problems[code];
        const places = problems.filter((problem) => problem.code === code);
        const more = count - places.length;
        return (
          <li key={code} className="max-w-reading border-line border-l-2 pl-4">
            <h3 className="font-semibold">
              <span className={isError({ code }) ? "text-diverging" : "text-ink-3"}>
                {isError({ code }) ? text.problem.error : text.problem.warning}
              </span>
              : {title} <span className="text-ink-3 tabular-nums">({format.whole(count)})</span>
            </h3>
            <p className="text-ink-2">
              {mend}
              {aboutColumns.includes(code) && (
                <>
                  {" "}
                  <TextLink inline href="/program/import#templates">
                    {text.templates.link}
                  </TextLink>
                </>
              )}
            </p>
            <ul className="mt-1 text-small text-ink-2 tabular-nums">
              {places.map((problem) => (
                <li key={`${problem.file} ${problem.line} ${problem.column} ${problem.value}`}>
                  {placeText(problem, files, { words, format })}
                </li>
              ))}
              {more > 0 && <li>{text.problem.more(format.count(more))}</li>}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

function placeText(
  { file, line, column, value, otherLine }: RosterProblem,
  files: readonly string[],
  { words, format }: ViewProps,
): string {
  const text = words.roster.problem;
  const place = line === 0 ? text.whole : text.where(files[file - 1] ?? "", format.whole(line));
  return [
    place,
    column && isolate(column),
    value && `“${isolate(value)}”`,
    otherLine !== undefined && text.other(format.whole(otherLine)),
  ]
    .filter(Boolean)
    .join(", ");
}
