// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { day, today } from '#ui/format/day.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { isEpci, kindLabels, readTerritory, removeFromTerritory, type TerritoryPart } from '../contract.ts';
import classes from './body-page.module.css';
import { AddToTerritory } from './add-to-territory.tsx';
import { EndPart } from './end-part.tsx';
import { Section } from '#ui/parts/section.tsx';

/** The list of EPCI and bodies of which the territory is made. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(readTerritory, {});
  const [ending, setEnding] = useState<TerritoryPart | null>(null);
  const takeBack = useAct(removeFromTerritory, { done: () => tellDone('La fin est annulée.') });
  const mayEdit = may('organisations.edit-territory');
  const list = `/o/${organisation.slug}/collectivites`;
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Territoire"
        lead="Une liste d’EPCI et de collectivités, qui peut déborder d’un département. Les membres d’un EPCI en font partie avec lui."
        actions={
          <Button component={HouseLink} href={list} variant="default">
            {count('collectivité servie', 'collectivités servies', data.bodies)}
          </Button>
        }
      />
      <div className={classes.stack}>
        {mayEdit && (
          <Section title="Ajouter au territoire">
            <AddToTerritory />
          </Section>
        )}
        {data.parts.length === 0 && <EmptyState title="Votre territoire est vide">Ajoutez les EPCI et les collectivités que vous servez.</EmptyState>}
        {data.parts.length > 0 && (
          <TableGrid
            caption="Éléments du territoire"
            columns={columnsIn(list)}
            rows={data.parts}
            rowKey={(row) => row.id}
            {...(mayEdit && {
              rowActions: (row: TerritoryPart) =>
                row.untilOn === null ? (
                  <Button variant="subtle" size="sm" onClick={() => setEnding(row)} aria-label={`Mettre fin : ${row.body.name}`}>
                    Mettre fin
                  </Button>
                ) : (
                  <Button
                    variant="subtle"
                    size="sm"
                    onClick={() => void takeBack.mutateAsync({ part: row.id, untilOn: null }).catch(tellRefusal)}
                    aria-label={`Annuler la fin : ${row.body.name}`}
                  >
                    Annuler la fin
                  </Button>
                ),
            })}
          />
        )}
      </div>
      {ending && <EndPart part={ending} close={() => setEnding(null)} />}
    </>
  );
}

function columnsIn(list: string): readonly Column<TerritoryPart>[] {
  return [
    {
      id: 'name',
      title: 'Nom',
      value: (row) => row.body.name,
      isName: true,
      cell: (row) => <HouseLink href={`${list}/${row.body.slug}`}>{row.body.name}</HouseLink>,
    },
    { id: 'kind', title: 'Type', value: (row) => kindLabels[row.body.kind] },
    { id: 'members', title: 'Membres', kind: 'number', value: (row) => (isEpci(row.body.kind) ? row.members : null) },
    { id: 'since', title: 'Depuis le', kind: 'day', value: (row) => row.sinceOn },
    { id: 'until', title: 'État', value: stateOf, cell: (row) => <span className="figures">{stateOf(row)}</span> },
    { id: 'by', title: 'Ajouté par', value: (row) => row.addedBy },
  ];
}

function stateOf({ sinceOn, untilOn }: TerritoryPart): string {
  if (untilOn !== null) return untilOn <= today() ? `Sorti le ${day(untilOn)}` : `Sortira le ${day(untilOn)}`;
  return sinceOn > today() ? 'À venir' : 'En cours';
}
