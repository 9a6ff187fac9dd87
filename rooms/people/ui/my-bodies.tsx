// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { readMe } from '../contract.ts';
import classes from './people.module.css';
import { rolesInWords } from './role-words.ts';

type Mandate = OutputOf<typeof readMe>['mandates'][number];

const columns: readonly Column<Mandate>[] = [
  {
    id: 'body',
    title: 'Collectivité',
    isName: true,
    value: ({ organisation }) => organisation.name,
    cell: ({ organisation }) => <HouseLink href={`/o/${organisation.slug}`}>{organisation.name}</HouseLink>,
  },
  { id: 'title', title: 'Fonction', value: ({ title }) => title },
  { id: 'roles', title: 'Rôles', value: ({ roles }) => rolesInWords(roles) },
];

/** The bodies that the person serves today, and as what. */
export function MyBodies() {
  const { data, error, refetch } = useEndpoint(readMe, {});
  return (
    <section className={classes.section} aria-labelledby="mes-collectivites">
      <h2 id="mes-collectivites">Collectivités que je sers</h2>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data?.mandates.length === 0 && (
        <EmptyState title="Aucun mandat aujourd’hui">
          Demandez à l’administrateur de votre collectivité, ou à votre opérateur, de vous en ouvrir un.
        </EmptyState>
      )}
      {data && data.mandates.length > 0 && (
        <TableGrid
          caption="Collectivités que je sers"
          columns={columns}
          rows={data.mandates}
          rowKey={({ organisation, title }) => `${organisation.id} ${title}`}
        />
      )}
    </section>
  );
}
