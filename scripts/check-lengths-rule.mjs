import ts from "typescript";

const longest = 60;

/** Functions of a source file that are longer than 60 lines, unless the comment above says why it is a table of data. */
export function longFunctions(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line;
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const [first, last] = [lineOf(node.getStart()), lineOf(node.end)];
      const lines = last - first + 1;
      if (lines > longest && !isTable(node, text)) found.push({ line: first + 1, name: nameOf(node), lines });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** "Table of data" in the comment of the function, or of the statement that it is in. */
function isTable(node, text) {
  const statement = ts.findAncestor(node, ts.isStatement) ?? node;
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  return comments.some(({ pos, end }) => /table of data/i.test(text.slice(pos, end)));
}

const nameOf = (node) => node.name?.getText() ?? node.parent?.name?.getText?.() ?? "a function";
