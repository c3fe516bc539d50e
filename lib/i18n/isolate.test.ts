import { describe, expect, test } from "vitest";
import { fill } from "./fill";
import { formats } from "./format";
import { dictionary } from "./index";
import { isolate, isolating } from "./isolate";

const arabic = "ليلى حداد";
const hebrew = "דנה לוי";
const around = (name: string) => `\u2068${name}\u2069`;

describe("a name from right to left keeps its direction to itself", () => {
  test("in a sentence with places for names", () => {
    expect(fill("{P}, {n} of 5", { P: arabic, n: 3 })).toBe(`${around(arabic)}, 3 of 5`);
  });

  test("in a sentence of the dictionary, wherever it stands", () => {
    const { home, mail, insightsDuos } = dictionary("en");
    expect(home.partner.submitted(hebrew)).toBe(`${around(hebrew)} has submitted.`);
    expect(mail.partnerAnswered.subject(arabic)).toBe(`${around(arabic)} has answered`);
    expect(insightsDuos.list.column.where(hebrew, "Tech Lead / EM")).toBe(
      `${around(hebrew)}, Tech Lead / EM`,
    );
  });

  test("in a list", () => {
    expect(formats("en", "UTC").list([arabic, "Ann", hebrew])).toBe(
      `${around(arabic)}, Ann and ${around(hebrew)}`,
    );
  });
});

test("a name from left to right is not changed", () => {
  for (const name of ["Nguyễn Thị Bảo", "Łukasz", "李小龍", "👩‍👩‍👧 7 (x)", ""])
    expect(isolate(name)).toBe(name);
});

test("a sign that would end or open an isolate cannot reach the text beside it", () => {
  expect(isolate("Ann\u2069\u202eb")).toBe(around("Ann\u202eb"));
  expect(isolate("Ann\u2067b")).toBe(around("Annb"));
  expect(isolate(`with ${around(arabic)}`)).toBe(around(`with ${around(arabic)}`));
});

test("figures, codes and texts without a function pass through a dictionary", () => {
  const made = isolating({
    title: "A",
    of: (n: number, name: string, all: readonly string[]) => [n, name, ...all],
  });
  expect(made.title).toBe("A");
  expect(made.of(3, "b", [arabic])).toEqual([3, "b", around(arabic)]);
});
