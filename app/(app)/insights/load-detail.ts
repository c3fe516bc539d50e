import { cache } from "react";
import type { Viewer } from "@/lib/domain/permissions";
import { type Filters, parseFilters, type Query } from "@/lib/insights/filters";
import { load } from "@/server/viewer";

type Service<T> = (viewer: Viewer, filters: Filters, id: string) => Promise<T>;

/**
 * Loads the page of one duo or unit once per request, for its title and for its content. Next gives each of them its own
 * query object and React compares arguments by identity, so the query is passed on as text.
 */
export function detailLoader<T>(service: Service<T>) {
  const loadOnce = cache((id: string, query: string) => load(service, parseFilters(JSON.parse(query)), id));
  return async (id: string, query: Promise<Query>) => loadOnce(id, JSON.stringify(await query));
}
