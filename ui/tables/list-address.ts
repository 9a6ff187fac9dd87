// SPDX-License-Identifier: EUPL-1.2
/** What a list shows, kept in the address: `?q=bouliac&sort=cents&order=desc&page=2&size=50&columns=name,cents`. */
export type ListState = {
  q: string;
  sort: { id: string; isDescending: boolean } | null;
  page: number;
  size: number;
  columns: readonly string[] | null;
};

export const SIZES = [25, 50, 100] as const;

/** Reads the address; what makes no sense counts as absent. */
export function readList(query: Readonly<Record<string, string | undefined>>, sortable: readonly string[]): ListState {
  const id = query['sort'] ?? '';
  const size = Number(query['size']);
  const page = Number(query['page']);
  return {
    q: query['q'] ?? '',
    sort: sortable.includes(id) ? { id, isDescending: query['order'] === 'desc' } : null,
    page: Number.isInteger(page) && page > 0 ? page : 1,
    size: SIZES.find((one) => one === size) ?? SIZES[0],
    columns: query['columns'] ? query['columns'].split(',') : null,
  };
}

/** What the server is asked: `q`, `sort` and `order` (`asc`, `desc`), `page` from 1, `size`; absent where the server's own default holds. */
export function askedOf(state: ListState): Record<string, string | number> {
  return {
    ...(state.q && { q: state.q }),
    ...(state.sort && { sort: state.sort.id, order: state.sort.isDescending ? 'desc' : 'asc' }),
    ...(state.page > 1 && { page: state.page }),
    size: state.size,
  };
}

/** Ascending, then descending, then the server's own order. */
export function nextSort(sort: ListState['sort'], id: string): { sort: string | undefined; order: 'asc' | 'desc' | undefined } {
  if (sort?.id !== id) return { sort: id, order: 'asc' };
  return sort.isDescending ? { sort: undefined, order: undefined } : { sort: id, order: 'desc' };
}
