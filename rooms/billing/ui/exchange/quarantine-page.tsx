// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listQuarantine, readExchange } from '../../contract.ts';
import classes from './exchange.module.css';
import { DismissDialog } from './dismiss-dialog.tsx';
import { whatLabels } from './return-lines.tsx';

/** Lines that nobody may record without looking: why, and where they come from. */
export function Page() {
  const { organisation, may } = usePlace();
  const [dismissed, setDismissed] = useState<{ id: string; says: string } | null>(null);
  const exchange = useEndpoint(readExchange, {});
  const lines = useEndpoint(listQuarantine, { page: 1, size: 1 });
  const unread = exchange.data && lines.data ? exchange.data.quarantine - lines.data.total : 0;
  const at = `/o/${organisation.slug}/facturation`;
  const columns: readonly Column<RowOf<typeof listQuarantine>>[] = [
    { id: 'document', title: 'Document', kind: 'reference', isName: true, value: (row) => row.document ?? `Ligne ${row.line}` },
    { id: 'what', title: 'Objet', value: (row) => whatLabels[row.what] ?? row.what },
    { id: 'says', title: 'Explication', value: (row) => row.says },
    {
      id: 'file',
      title: 'Retour',
      value: (row) => row.fileName,
      cell: (row) => (
        <HouseLink href={`${at}/tresorerie/retours/${row.fileId}`} className={classes.name}>
          {`${row.fileName}, ligne ${row.line}`}
        </HouseLink>
      ),
    },
    { id: 'receivedAt', title: 'Reçu le', kind: 'instant', value: (row) => row.receivedAt },
  ];
  return (
    <>
      <PageHeader
        title="Quarantaine"
        lead="Ces lignes ne sont pas enregistrées. Corrigez ce qui les empêche et relisez le retour, ou traitez-les à la main puis classez-les."
        trail={[
          { label: 'Facturation', href: at },
          { label: 'Trésorerie', href: `${at}/tresorerie` },
        ]}
      />
      {unread > 0 && (
        <Alert color="orange" mb="md" title={count('fichier n’a pas pu être lu', 'fichiers n’ont pas pu être lus', unread)}>
          Rien n’en est enregistré ; ils sont gardés tels quels. <HouseLink href={`${at}/tresorerie/retours`}>Les voir parmi les retours</HouseLink>
        </Alert>
      )}
      <DataTable
        endpoint={listQuarantine}
        caption="Lignes en quarantaine"
        columns={columns}
        rowKey={(row) => row.id}
        rowActions={(row) =>
          may('billing.follow-payments') && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setDismissed(row)}
              aria-label={`Classer la ligne ${row.line} de ${row.fileName}`}
            >
              Classer
            </Button>
          )
        }
        empty={
          <EmptyState title="Rien en quarantaine">
            Toutes les lignes reçues sont enregistrées ou classées. Un fichier illisible se voit parmi les retours.
          </EmptyState>
        }
      />
      {dismissed && <DismissDialog line={dismissed} close={() => setDismissed(null)} />}
    </>
  );
}
