import { get } from "../requests";

export type Weight = { htmlKb: number; jsKb: number; cssKb: number };

const compressed = { "accept-encoding": "gzip" };

/** What a browser fetches before a page can be read and used: the page, its scripts and its styles, compressed. */
export async function weigh(origin: string, path: string, headers: Record<string, string>): Promise<Weight> {
  const page = await get(origin + path, { headers, keep: true });
  if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
  const html = await get(origin + path, { headers: { ...headers, ...compressed } });
  const scripts = [...page.text.matchAll(/<script\b[^>]*>/g)]
    // Browsers of today skip what is for those without modules.
    .filter(([tag]) => !/nomodule/i.test(tag))
    .flatMap(([tag]) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []);
  const styles = [...page.text.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*>/g)].flatMap(
    ([tag]) => /\bhref="([^"]+)"/.exec(tag)?.[1] ?? [],
  );
  return {
    htmlKb: html.bytes / 1000,
    jsKb: await total(origin, scripts),
    cssKb: await total(origin, styles),
  };
}

async function total(origin: string, paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const path of new Set(paths)) {
    bytes += (await get(origin + path.replaceAll("&amp;", "&"), { headers: compressed })).bytes;
  }
  return bytes / 1000;
}
