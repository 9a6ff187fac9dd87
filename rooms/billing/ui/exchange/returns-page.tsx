// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listReturns } from '../../contract.ts';
import { StatusBadge, formLabels } from './return-words.tsx';
import classes from './exchange.module.css';

/** What came back, file by file. */
export function Page() {
  const { organisation, may } = usePlace();
  const at = `/o/${organisation.slug}/facturation`;
  const columns: readonly Column<RowOf<typeof listReturns>>[] = [
    {
      id: 'name',
      title: 'Fichier',
      isName: true,
      value: (row) => row.name,
      cell: (row) => (
        <span className={classes.name}>
          <HouseLink href={`${at}/tresorerie/retours/${row.id}`}>{row.name}</HouseLink>
        </span>
      ),
    },
    { id: 'form', title: 'Forme', value: (row) => (row.form ? formLabels[row.form] : 'inconnue') },
    { id: 'status', title: 'Lecture', value: (row) => row.status, cell: (row) => <StatusBadge status={row.status} /> },
    { id: 'applied', title: 'Enregistrées', kind: 'number', value: (row) => row.applied },
    {
      id: 'refused',
      title: 'En quarantaine',
      kind: 'number',
      value: (row) => row.refused,
      cell: (row) => (row.refused > 0 ? <Badge color="red">{row.refused}</Badge> : '0'),
    },
    { id: 'receivedAt', title: 'Reçu le', kind: 'instant', value: (row) => row.receivedAt },
    { id: 'receivedBy', title: 'Par', value: (row) => row.receivedBy },
  ];
  const importing = may('billing.follow-payments') ? (
    <Button component={HouseLink} href={`${at}/tresorerie/retours/nouveau`}>
      Importer un retour
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Retours"
        lead="Chaque fichier reçu est gardé tel quel, lisible ou non ; le même ne compte jamais deux fois."
        trail={[
          { label: 'Facturation', href: at },
          { label: 'Trésorerie', href: `${at}/tresorerie` },
        ]}
        actions={importing}
      />
      <DataTable
        endpoint={listReturns}
        caption="Retours"
        columns={columns}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="Aucun retour" actions={importing}>
            Importez le fichier que la trésorerie ou le logiciel de finances vous a donné.
          </EmptyState>
        }
      />
    </>
  );
}
