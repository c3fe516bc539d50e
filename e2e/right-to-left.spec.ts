import { expect, test } from "./fixtures";

/** Where each of these texts begins and ends on the line that shows them, in pixels from the left. */
function spans(root: Element, texts: readonly string[]): { left: number; right: number }[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  return texts.map((text) => {
    const node = nodes.find(({ data }) => data.includes(text));
    if (!node) throw new Error(`${text} is not shown`);
    const range = document.createRange();
    range.setStart(node, node.data.indexOf(text));
    range.setEnd(node, node.data.indexOf(text) + text.length);
    const { left, right } = range.getBoundingClientRect();
    return { left, right };
  });
}

test("names from right to left stay in their order, before the words that follow them", async ({
  arrangeAs,
  page,
}) => {
  const [first, second] = ["אלפא 1", "בטא 2"];
  await arrangeAs("Ada", {
    units: { Company: {}, [first]: { parent: "Company" }, [second]: { parent: "Company" } },
    people: { Ada: { admin: true }, Ian: {}, Mia: {}, Tom: {} },
    duos: {
      one: { ic: "Ian", manager: "Mia", unit: first },
      two: { ic: "Tom", manager: "Mia", unit: second },
    },
  });
  await page.goto("/program/schedule");
  const list = page.locator("li", { hasText: first });
  await expect(list).toContainText(second);
  const [one, two] = await list.evaluate(spans, [first, second]);
  expect(one!.right).toBeLessThanOrEqual(two!.left);
});
