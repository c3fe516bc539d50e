import { z } from "zod";
import { TYPED_AT_MOST } from "../domain/characters";
import { limitedText } from "../domain/text";
import { type Answer, type Answers, CANT_SAY, owners, pointsGiven } from "./answers";
import { COMMENT_AT_MOST } from "./comments";
import { type Item, optionsOf } from "./instrument";
import { type MessageCode, type Messages, messageCodes } from "./messages";
import { isAsked } from "./progress";

const refuse = (error: MessageCode) => ({ error });

/** The schema of one item's answer, built from the item (docs/measurement.md 1, "Stored answers"): a scale position from 1,
 * an option's letter or code, points by option code, owners by row code, an ordered list of choices where two are allowed,
 * or "na"; a text for a comment or a note. The messages of its errors are `MessageCode`s. */
export function answerSchema(item: Item): z.ZodType<Answer> {
  if (item.type === "text") return limitedText(COMMENT_AT_MOST, "too-long" satisfies MessageCode);
  return orCantSay(finishedAnswer(item));
}

/**
 * The schema of a draft for these items: any of them may be missing, an allocation need not add up yet, and a
 * text is kept as it was typed. An answer to an item that is not among them is refused.
 */
export function draftSchema(items: readonly Item[]): z.ZodType<Answers> {
  return keptSchema("draft", items, () => answersObject(items, draftAnswerSchema));
}

function draftAnswerSchema(item: Item): z.ZodType<Answer> {
  switch (item.type) {
    case "text":
      return z.string().max(TYPED_AT_MOST, refuse("too-long"));
    case "allocation":
      return orCantSay(points(item));
    case "map":
      return orCantSay(ownership(item));
    default:
      return answerSchema(item);
  }
}

/** The schema of a submission for these items: every required item that is asked needs an answer or "na". Answers to items
 * that are not asked, because their condition no longer holds, and texts without a visible character are left out. */
export function submissionSchema(items: readonly Item[]): z.ZodType<Answers> {
  return keptSchema("submission", items, () => newSubmissionSchema(items));
}

function newSubmissionSchema(items: readonly Item[]): z.ZodType<Answers> {
  return answersObject(items, answerSchema)
    .superRefine((answers, context) => {
      for (const item of items) {
        if (item.required && answers[item.code] === undefined && isAsked(item.show_if, answers)) {
          context.addIssue({ code: "custom", path: [item.code], message: "required" satisfies MessageCode });
        }
      }
    })
    .transform((answers) => {
      const asked = items.filter(
        ({ code, show_if }) =>
          answers[code] !== undefined && answers[code] !== "" && isAsked(show_if, answers),
      );
      return Object.fromEntries(asked.map(({ code }) => [code, answers[code]!]));
    });
}

/**
 * Schemas by their kind and by the rules of their items. Making one takes longer than checking a hundred
 * surveys with it.
 */
const schemas = new Map<string, z.ZodType<Answers>>();
const SCHEMAS_AT_MOST = 200;

function keptSchema(
  kind: "draft" | "submission",
  items: readonly Item[],
  make: () => z.ZodType<Answers>,
): z.ZodType<Answers> {
  // People are asked the same items in another order each, which no rule depends on.
  const key = `${kind} ${items.map(rulesOf).sort().join(" ")}`;
  const known = schemas.get(key);
  if (known) return known;
  if (schemas.size >= SCHEMAS_AT_MOST) schemas.clear();
  const made = make();
  schemas.set(key, made);
  return made;
}

const rulesOfItem = new WeakMap<Item, string>();

/** Everything of an item but its words, as text. */
function rulesOf(item: Item): string {
  const known = rulesOfItem.get(item);
  if (known !== undefined) return known;
  const text = JSON.stringify({ ...item, wording: undefined, note: undefined, source_lines: undefined });
  rulesOfItem.set(item, text);
  return text;
}

/** The first message for each item in a schema's error; if the body was no set of answers, one message under the key "". */
export function messagesByItem(error: z.ZodError): Messages {
  const messages: Record<string, MessageCode> = {};
  for (const issue of error.issues) {
    const unknown = issue.code === "unrecognized_keys" && issue.path.length === 0;
    const items = unknown ? issue.keys : [String(issue.path[0] ?? "")];
    for (const code of items) messages[code] ??= messageCode(issue.message);
  }
  return messages;
}

function messageCode(message: string): MessageCode {
  return messageCodes.find((code) => code === message) ?? "not-an-option";
}

function answersObject(items: readonly Item[], schemaOf: (item: Item) => z.ZodType<Answer>) {
  const shape = Object.fromEntries(items.map((item) => [item.code, schemaOf(item).optional()]));
  return z.strictObject(shape, refuse("unknown-item")) as unknown as z.ZodType<Answers>;
}

function orCantSay(schema: z.ZodType<Answer>): z.ZodType<Answer> {
  return z.union([z.literal(CANT_SAY, refuse("not-an-option")), schema], refuse("not-an-option"));
}

function finishedAnswer(item: Item): z.ZodType<Answer> {
  switch (item.type) {
    case "allocation":
      return points(item, item.step).refine((spread) => pointsGiven(spread) === item.total, refuse("total"));
    case "map":
      return ownership(item).refine((map) => Object.keys(map).length > 0, refuse("required"));
    case "choice":
      return choice(item);
    default:
      return z.literal(
        optionsOf(item).map(({ value }) => Number(value)),
        refuse("not-an-option"),
      );
  }
}

function choice(item: Item): z.ZodType<Answer> {
  const option = z.enum(codesOf(item), refuse("not-an-option"));
  const most = item.max_choices;
  if (most === undefined) return option;
  const oneOrMoreDistinct = (chosen: string[]) =>
    chosen.length > 0 && chosen.length <= most && new Set(chosen).size === chosen.length;
  return z.array(option, refuse("not-an-option")).refine(oneOrMoreDistinct, refuse("choices"));
}

function points(item: Item, step = 1) {
  const share = z
    .int(refuse("points"))
    .min(0, refuse("points"))
    .max(item.total ?? 100, refuse("points"))
    .multipleOf(step, refuse("step"));
  return z.strictObject(fieldsOf(codesOf(item), share), refuse("not-an-option")) as unknown as z.ZodType<
    Record<string, number>
  >;
}

function ownership(item: Item) {
  const owner = z.enum(owners, refuse("not-an-option"));
  return z.strictObject(
    fieldsOf(item.row_codes ?? [], owner),
    refuse("not-an-option"),
  ) as unknown as z.ZodType<Record<string, string>>;
}

function fieldsOf(codes: readonly string[], schema: z.ZodType) {
  return Object.fromEntries(codes.map((code) => [code, schema.optional()]));
}

function codesOf(item: Item): string[] {
  return optionsOf(item).map(({ value }) => String(value));
}
