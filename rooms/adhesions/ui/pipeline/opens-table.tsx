// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { previewAdhesion } from '../../contract.ts';

const TO_OPEN = 'à\u00a0ouvrir';

type Opens = OutputOf<typeof previewAdhesion>['opens'][number];

/** Who will have a dossier, and how long before its session the assembly is convened. */
export function OpensTable({ opens }: { opens: readonly Opens[] }) {
  const { organisation } = usePlace();
  const columns: readonly Column<Opens>[] = [
    { id: 'body', title: 'Collectivité', value: (row) => row.body, isName: true },
    { id: 'type', title: 'Dossier', value: (row) => row.typeLabel },
    { id: 'jours', title: 'Convocation', value: (row) => `${row.joursFrancs}\u00a0jours\u00a0francs` },
    {
      id: 'dossier',
      title: 'État',
      value: (row) => row.dossier?.number ?? TO_OPEN,
      cell: (row) =>
        row.dossier ? <HouseLink href={`/o/${organisation.slug}/dossiers/${row.dossier.id}`}>{row.dossier.number}</HouseLink> : TO_OPEN,
    },
  ];
  return <TableGrid caption="Dossiers de cette adhésion" columns={columns} rows={opens} rowKey={(row) => `${row.typeLabel} ${row.body}`} />;
}
