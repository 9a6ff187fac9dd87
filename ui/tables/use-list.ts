// SPDX-License-Identifier: EUPL-1.2
import type { UseQueryResult } from '@tanstack/react-query';
import type { AnyEndpoint, InputOf, OutputOf } from '../api/endpoint.ts';
import { useEndpoint } from '../api/use-endpoint.ts';
import { useAddress } from '../shell/place.ts';
import type { Column, RowOf } from './columns.ts';
import { askedOf, readList, type ListState } from './list-address.ts';
import type { Filter } from './table-tools.tsx';

type Asked<E extends AnyEndpoint> = {
  endpoint: E;
  input?: Partial<InputOf<E>> | undefined;
  columns: readonly Column<RowOf<E>>[];
  filters?: readonly Filter[] | undefined;
};
type List<E extends AnyEndpoint> = {
  state: ListState;
  asked: InputOf<E>;
  /** Whether somebody searched, or chose a filter. */
  isFiltered: boolean;
  answer: UseQueryResult<OutputOf<E>>;
};

/** The list that the address asks for. A page that shows more of the answer than its rows asks by this too, with the same words as its table: the server is asked once. */
export function useList<E extends AnyEndpoint>({ endpoint, input, columns, filters = [] }: Asked<E>): List<E> {
  const { query } = useAddress();
  const state = readList(
    query,
    columns.filter((column) => column.isSortable).map((column) => column.id),
  );
  const chosen = Object.fromEntries(filters.map(({ name }) => [name, query[name]]).filter(([, value]) => value !== undefined));
  const asked = { ...input, ...chosen, ...askedOf(state) } as InputOf<E>; // the list convention, which the endpoint's query declares
  const answer = useEndpoint(endpoint, asked, { keepPrevious: true });
  return { state, asked, isFiltered: state.q !== '' || Object.keys(chosen).length > 0, answer };
}
