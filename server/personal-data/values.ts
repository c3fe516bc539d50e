import { brokenSeal, type StoredRow } from "@/db/queries/personal-data";
import type { CommitmentContent } from "@/lib/domain/commitments";
import type { MomentContent } from "@/lib/domain/moments";
import type { Viewer } from "@/lib/domain/permissions";
import { dimensionCodes } from "@/lib/domain/published";
import { areaPoint } from "@/lib/guide/talking-points";
import type { Dictionary } from "@/lib/i18n";
import { fill } from "@/lib/i18n/fill";
import { wordOf } from "@/lib/i18n/word-of";
import type { Answers } from "@/lib/instrument/answers";
import { itemByCode } from "@/lib/instrument/instrument";
import { detailName, detailValue } from "@/lib/personal-data/audit-detail";
import type { ShownTableName } from "@/lib/personal-data/inventory";
import type { OwnValue, Part } from "@/lib/personal-data/own-data";
import type { PersonFigures } from "@/lib/publication/person-figures";
import type { PartnerIn } from "./answers";

/** What is needed beside a row to say what it holds. */
export type Known = {
  names: ReadonlyMap<string, string>;
  words: Dictionary;
  viewer: Viewer;
  answers: (row: StoredRow, answers: Answers) => Part[];
  partnerIn: PartnerIn;
};
type Place = { name: ShownTableName; row: StoredRow; column: string };

/** A stored value as its person reads it: with names in place of ids, and answers with what was asked. */
export function ownValue({ name, row, column }: Place, known: Known): OwnValue {
  const value = row[column];
  if (value === null || value === undefined) return null;
  if (value === brokenSeal) return { unreadable: true };
  if (isId(column)) return nameOf(String(value), known);
  if (value instanceof Date || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "string") return value;
  return partsOf({ name, row, column }, known);
}

const isId = (column: string) => /^(?!external_).*_id$|^(written|agreed)_by$/.test(column) && !isText(column);
/** Ids of other systems are texts of their own. */
const isText = (column: string) => column === "provider_account_id";

const nameOf = (id: string, { names, viewer, words }: Known) => ({
  id,
  name: id === viewer.personId ? words.personalData.you : (names.get(id) ?? null),
});

/** What an encrypted or structured column holds, part by part. */
function partsOf({ name, row, column }: Place, known: Known): Part[] {
  const value = row[column];
  const { words } = known;
  switch (name) {
    case "response_parts":
      return known.answers(row, value as Answers);
    case "person_scores":
      return figureParts(value as PersonFigures, known);
    case "commitments": {
      const { text, dimension, owner } = value as CommitmentContent;
      const about = words.personalData.content.commitment;
      const side = owner === "both" ? words.commitments.owner.both : words.personalData.side[owner];
      return [
        { code: "text", about: about.text, value: text },
        { code: "dimension", about: about.dimension, value: words.status.dimension[dimension] },
        { code: "owner", about: about.owner, value: side },
      ];
    }
    case "moments": {
      const about = words.personalData.content.moment;
      const content = value as MomentContent;
      return (["what", "day", "ic", "manager"] as const).map((code) => ({
        code,
        about: about[code],
        value: content[code],
      }));
    }
    case "talking_points":
      return (value as readonly string[]).map((code) => ({
        code,
        about: words.personalData.content.talkingPoint,
        value: pointText(code, { row, known }),
      }));
    case "audit_log":
      return Object.entries(value as Record<string, unknown>).map(([code, one]) => ({
        code,
        about: detailName(code, words),
        value: known.names.get(String(one)) ?? detailValue({ code, value: String(one) }, words),
      }));
    // Of a published row the bands of its topics.
    default:
      return Object.entries(value as Record<string, unknown>).map(([code, one]) => ({
        code,
        about: wordOf(words.status.dimension, code) ?? code,
        value: wordOf(words.status.level, String(one)) ?? String(one),
      }));
  }
}

function figureParts({ score, mx1, dimensions, shared }: PersonFigures, { words }: Known): Part[] {
  const about = words.personalData.content.scores;
  const given = (code: string, text: string, value: number | null | undefined): Part[] =>
    value === null || value === undefined ? [] : [{ code, about: text, value: String(Math.round(value)) }];
  return [
    ...given("score", about.score, score),
    ...given("MX1", about.multiplier, mx1),
    ...dimensionCodes.flatMap((code, at) => given(code, words.status.dimension[code], dimensions[at])),
    ...dimensionCodes.flatMap((code, at) =>
      given(`${code}:shared`, about.shared(words.status.dimension[code]), shared[at]),
    ),
  ];
}

/** A talking point as the question asks it; areas are rows of the ownership map. */
function pointText(code: string, { row, known }: { row: StoredRow; known: Known }): string {
  const map = itemByCode("MAP");
  const area = map.row_codes?.findIndex((one) => areaPoint(one) === code) ?? -1;
  if (area >= 0) return map.rows![area]!;
  try {
    const { side, partnerName } = known.partnerIn(row);
    return fill(itemByCode(code).wording[side], { P: partnerName });
  } catch {
    return code;
  }
}
