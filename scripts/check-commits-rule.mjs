const longest = 72;

/** First words that end like another form of a verb and are imperatives all the same. */
const imperatives = new Set(
  "alias bias bring canvas embed exceed feed focus heed need proceed seed shed speed string succeed".split(
    " ",
  ),
);

/**
 * What is wrong with the first line of a commit message; undefined when it is `area: imperative` in at most 72
 * characters. Whether a first word is an imperative is judged by its ending: "adds", "added" and "adding" are none.
 * @param {string} subject
 * @returns {string | undefined}
 */
export function subjectProblem(subject) {
  if (subject.length > longest) return `has ${subject.length} characters, ${longest} at most`;
  const parts = /^([a-z0-9][a-z0-9,/ .-]*): (\S.*)$/.exec(subject);
  if (!parts) return 'is not "area: what the commit does", the area in lower case';
  const [first = ""] = parts[2].split(/[\s,:]/);
  if (!/^[a-z]/.test(first)) return "does not begin with a lower-case verb after the area";
  if (!imperatives.has(first) && /(ed|ing|[^su]s)$/.test(first)) {
    return `says "${first}" where an imperative belongs: "add", not "adds", "added" or "adding"`;
  }
  if (subject.endsWith(".")) return "ends with a full stop";
  return undefined;
}

/**
 * The subject of a message as an editor leaves it: the first line that is neither empty nor a comment.
 * @param {string} message
 * @returns {string}
 */
export function subjectOf(message) {
  return message.split("\n").find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "";
}

/**
 * Messages that git writes by itself, or that a later rebase replaces: a hook lets them pass.
 * @param {string} subject
 * @returns {boolean}
 */
export function isGitsOwn(subject) {
  return /^(Merge |(fixup|squash|amend)! )/.test(subject);
}
