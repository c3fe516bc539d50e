import { attributeFilters, type Filters, filterHref } from "@/lib/insights/filters";
import { LinkButton } from "../../link-button";
import { PageTitle } from "../../page-title";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { filters: Filters; path: string };

/** The whole page where the filters by what duos are match none: there is nothing to say of no duos. */
export function NoMatch({ filters, path, words, format }: Props) {
  const { filter } = words.insights;
  const none = Object.fromEntries(Object.keys(attributeFilters(filters)).map((name) => [name, undefined]));
  return (
    <PageTitle
      title={words.insightsDuos.list.found(format.whole(0), false)}
      lede={words.insightsDuos.list.noneText}
      actions={
        <LinkButton kind="secondary" size="small" href={filterHref(path, filters, none)}>
          {filter.allDuos}
        </LinkButton>
      }
    />
  );
}
