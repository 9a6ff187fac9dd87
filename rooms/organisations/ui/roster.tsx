// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { BodyPage } from '../contract.ts';
import classes from './body-page.module.css';
import { Section } from '#ui/parts/section.tsx';

type Member = BodyPage['members'][number];

/** The members of an EPCI, with each population figure apart: the figure that counts decides of a price. */
export function Roster({ body, list }: { body: BodyPage; list: string }) {
  const columns: readonly Column<Member>[] = [
    {
      id: 'name',
      title: 'Commune',
      value: (row) => row.name,
      isName: true,
      cell: (row) => <HouseLink href={`${list}/${row.slug}`}>{row.name}</HouseLink>,
    },
    { id: 'insee', title: 'Code INSEE', value: (row) => row.insee },
    { id: 'totale', title: 'Population totale', kind: 'number', value: (row) => row.population.totale?.value },
    { id: 'municipale', title: 'Municipale', kind: 'number', value: (row) => row.population.municipale?.value },
    { id: 'communeFile', title: 'Fichier des communes', kind: 'number', value: (row) => row.population.communeFile?.value },
  ];
  return (
    <Section title={`Membres (${body.members.length})`} isWide>
      {body.members.length > 0 ? (
        <TableGrid caption={`Membres de ${body.name}`} columns={columns} rows={body.members} rowKey={(row) => row.id} />
      ) : (
        <p className={classes.note}>Aucun membre ce jour-là.</p>
      )}
    </Section>
  );
}
