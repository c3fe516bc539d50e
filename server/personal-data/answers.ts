import type { Tx } from "@/db/client";
import { listCycleQuestions } from "@/db/queries/custom-questions";
import type { StoredRow } from "@/db/queries/personal-data";
import type { Viewer } from "@/lib/domain/permissions";
import type { Dictionary } from "@/lib/i18n";
import { fill } from "@/lib/i18n/fill";
import { answerText } from "@/lib/instrument/answer-text";
import type { Answers, Side } from "@/lib/instrument/answers";
import { commentClassOf } from "@/lib/instrument/comments";
import { commitmentRatings, isRatingCode } from "@/lib/instrument/commitment-ratings";
import { customItem } from "@/lib/instrument/custom-questions";
import { type Item, itemByCode } from "@/lib/instrument/instrument";
import { question } from "@/lib/instrument/question";
import { instrumentOf } from "@/lib/instrument/versions/versions";
import type { ShownTableName } from "@/lib/personal-data/inventory";
import type { Part } from "@/lib/personal-data/own-data";

type Given = {
  viewer: Viewer;
  words: Dictionary;
  names: ReadonlyMap<string, string>;
  rows: ReadonlyMap<ShownTableName, readonly StoredRow[]>;
};

const placeOf = ({ cycle_id, duo_id }: StoredRow) => `${cycle_id} ${duo_id}`;

/** The reader's side and the other one's name in the duo and cycle of a row. */
export type PartnerIn = (row: StoredRow) => { side: Side; partnerName: string };

/** Finds in a row's duo and cycle who was the partner. */
export function partnersIn({ viewer, words, names, rows }: Given): PartnerIn {
  const duoCycles = new Map(rows.get("duo_cycles")!.map((row) => [placeOf(row), row]));
  return (row) => {
    const duo = duoCycles.get(placeOf(row));
    const side: Side = duo?.manager_person_id === viewer.personId ? "manager" : "ic";
    const partner = String(side === "ic" ? duo?.manager_person_id : duo?.ic_person_id);
    return { side, partnerName: names.get(partner) || words.home.formerPartner };
  };
}

/** Gives the answers of a stored part with the words in which the person was asked and answered. */
export async function answersInWords(tx: Tx, { viewer, words, names, rows }: Given) {
  const responses = new Map(rows.get("responses")!.map((row) => [placeOf(row), row]));
  const duoCycles = new Map(rows.get("duo_cycles")!.map((row) => [placeOf(row), row]));
  const own = new Map<string, Item[]>();
  for (const cycleId of new Set([...responses.values()].map(({ cycle_id }) => String(cycle_id)))) {
    own.set(cycleId, (await listCycleQuestions(tx, { orgId: viewer.orgId, cycleId })).map(customItem));
  }
  return (row: StoredRow, answers: Answers): Part[] => {
    const response = responses.get(placeOf(row));
    const duo = duoCycles.get(placeOf(row));
    const side = (response?.side ?? "ic") as Side;
    const partner = String(side === "ic" ? duo?.manager_person_id : duo?.ic_person_id);
    const partnerName = names.get(partner) || words.home.formerPartner;
    const reader = { side, partnerName, firstForDuo: duo?.first_cycle === true };
    const custom = own.get(String(row.cycle_id)) ?? [];
    return Object.entries(answers).map(([code, answer]): Part => {
      if (isRatingCode(code)) {
        const rating = commitmentRatings.find((one) => one === answer);
        const about = words.personalData.content.rating(code.slice(-1));
        return { code, about, value: rating ? words.commitments.rating[rating] : String(answer) };
      }
      const written = commentClassOf(code);
      if (written) {
        return { code, about: fill(words.survey.text[written], { P: partnerName }), value: String(answer) };
      }
      const asked = custom.find((item) => item.code === code) ?? askedItem(code, response);
      if (!asked) return { code, about: code, value: JSON.stringify(answer) };
      const { text, ...rest } = question(asked, reader);
      return { code, about: text, value: answerText({ text, ...rest }, answer, words.survey) ?? "" };
    });
  };
}

/** The item as the response's version asked it; undefined for one that no version has. */
function askedItem(code: string, response: StoredRow | undefined): Item | undefined {
  try {
    return itemByCode(code, response && instrumentOf(String(response.instrument_version)));
  } catch {
    return undefined;
  }
}
