import { useSearchParams } from "react-router";
import { usePreferences } from "../../app/preferences.ts";
import { changed, queryOf } from "./list-query.ts";

/** Filters that live in the address, so that a list can be sent to a colleague and survives "back". */
export function useAddress(names: readonly string[]) {
  const [search, setSearch] = useSearchParams();
  const { businessUnitId } = usePreferences();
  const query = queryOf(search, names);
  return {
    /** The unit beside the search counts where the address names none. */
    query: businessUnitId === "" ? query : { businessUnitId, ...query },
    value: (name: string) => search.get(name) ?? "",
    /** Changes the address as it stands by now, which may be ahead of what is drawn. */
    set: (name: string, value: string) =>
      setSearch(changed(new URLSearchParams(window.location.search), name, value), {
        replace: true,
      }),
    clear: () => setSearch({}, { replace: true }),
    isFiltered: Object.keys(query).some((name) => name !== "sort"),
  };
}

export type Address = ReturnType<typeof useAddress>;
