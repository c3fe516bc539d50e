/** Licences whose packages may be used and passed on with the product, as SPDX names them. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BSL-1.0",
  // Data: the browsers that a build supports.
  "CC-BY-4.0",
  "ISC",
  "MIT",
  "MIT-0",
  // Of single files, which are passed on unchanged.
  "MPL-2.0",
  "Python-2.0",
]);

/** Packages with another licence, each with the reason why it may be used all the same. */
const exceptions = [
  // A shared library that is loaded beside the product and can be replaced. Next brings it, and no page uses it.
  { packages: /^@img\/sharp-/, licence: "LGPL-3.0-or-later" },
];

/** Ways to write a licence that SPDX does not know. */
const spellings = { "Apache 2.0": "Apache-2.0" };

/**
 * A licence as SPDX spells it.
 * @param {string | undefined} licence
 */
export const knownLicence = (licence) => (licence && spellings[licence]) || licence;

function isAllowed(name, licence) {
  const known = knownLicence(licence);
  return allowed.has(known) || exceptions.some((one) => one.packages.test(name) && one.licence === known);
}

/**
 * Whether an SPDX expression lets a package be used: of alternatives one has to be allowed, of a list every one.
 * @param {string} name
 * @param {string | undefined} expression
 */
export function mayUse(name, expression) {
  if (!expression) return false;
  const text = expression.replaceAll(/[()]/g, "");
  return text
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((licence) => isAllowed(name, licence.trim())));
}

/**
 * The packages of a lock file, one of each name and version.
 * @param {{ packages: Record<string, { version?: string, license?: string, dev?: boolean, link?: boolean }> }} lock
 */
export function licencesOf(lock) {
  const found = new Map();
  for (const [place, { version = "", license, dev = false }] of Object.entries(lock.packages)) {
    if (place === "") continue;
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    const key = `${name}@${version}`;
    const isDev = dev && (found.get(key)?.dev ?? true);
    found.set(key, { name, version, licence: license, dev: isDev, allowed: mayUse(name, license) });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
