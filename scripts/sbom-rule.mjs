import { knownLicence } from "./licences-rule.mjs";

/**
 * A CycloneDX list as npm writes it, mended where npm guesses: it names the product by the folder that it lies in, and
 * leaves a package out of licences whose licence is not spelt as SPDX does.
 * @param {{ metadata: { component: Record<string, unknown> }, components: Record<string, unknown>[] }} list
 * @param {{ name: string, version: string, licences: Map<string, string | undefined> }} known
 */
export function mendSbom(list, { name, version, licences }) {
  const components = list.components.map((component) => {
    if (component.licenses) return component;
    const id = knownLicence(licences.get(`${nameOf(component)}@${component.version}`));
    if (!id) throw new Error(`${nameOf(component)} ${component.version} has no licence that is known.`);
    return { ...component, licenses: [{ license: { id } }] };
  });
  return {
    ...list,
    metadata: { ...list.metadata, component: { ...list.metadata.component, name, version } },
    components,
  };
}

/** The name of a component with its scope, which CycloneDX may keep apart. */
const nameOf = ({ group, name }) => (group ? `${group}/${name}` : name);
