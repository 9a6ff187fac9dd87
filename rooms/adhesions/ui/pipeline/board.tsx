// SPDX-License-Identifier: EUPL-1.2
import { Drawer } from '@mantine/core';
import { useState } from 'react';
import { DossierActs } from '#rooms/dossiers/parts.tsx';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count, shortAmount } from '#ui/format/amount.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readPipeline } from '../../contract.ts';
import { askedOf } from './asked-of.ts';
import { BoardCard, type Card } from './board-card.tsx';
import { BoardFilters, type Pipeline } from './board-filters.tsx';
import classes from './pipeline.module.css';

type TypeRow = Pipeline['types'][number];
type Column = TypeRow['columns'][number];

/** One row of columns for each type. A card is moved by entering its act, in a panel that opens over the board. */
export function Board() {
  const { query } = useAddress();
  const { data, error, refetch } = useEndpoint(readPipeline, askedOf(query), { keepPrevious: true });
  const [acting, setActing] = useState<Card | null>(null);
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={8} />;
  const shown = data.types.filter(({ count: some, type }) => some > 0 || query['type'] === type);
  return (
    <>
      <BoardFilters pipeline={data} />
      {shown.length === 0 && <EmptyState title="Aucune adhésion en cours">Une adhésion s’ouvre depuis un devis accepté.</EmptyState>}
      {shown.map((row) => (
        <BoardRow key={row.type} row={row} act={setActing} />
      ))}
      <Drawer
        opened={acting !== null}
        onClose={() => setActing(null)}
        position="right"
        size="xl"
        title={acting ? `${acting.number} – ${acting.body}` : ''}
      >
        {acting && <DossierActs key={acting.id} dossierId={acting.id} />}
      </Drawer>
    </>
  );
}

function BoardRow({ row, act }: { row: TypeRow; act: (card: Card) => void }) {
  return (
    <section className={classes.row} aria-labelledby={`row-${row.type}`}>
      <h2 id={`row-${row.type}`}>{row.label}</h2>
      <p className={classes.totals}>{totals(row)}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={classes.columns} role="region" aria-label={`${row.label}, par étape`} tabIndex={0}>
        {row.columns.map((column) => (
          <BoardColumn key={column.step} type={row.type} column={column} act={act} />
        ))}
      </div>
    </section>
  );
}

function BoardColumn({ type, column, act }: { type: string; column: Column; act: (card: Card) => void }) {
  const { organisation } = usePlace();
  const { query } = useAddress();
  const more = column.count - column.cards.length;
  // The list counts what the board counts: the filters go along.
  const list = new URLSearchParams({ ...askedOf(query), vue: 'liste', type, step: column.step });
  const id = `column-${type}-${column.step}`;
  return (
    <div role="group" className={classes.column} aria-labelledby={id} data-empty={column.count === 0 || undefined}>
      <h3 id={id}>{column.label}</h3>
      <p className={classes.totals}>
        {totals(column)}
        {more > 0 && `, les ${column.cards.length} premiers par échéance`}
      </p>
      {column.cards.length > 0 && (
        <ul>
          {column.cards.map((card) => (
            <BoardCard key={card.id} card={card} act={act} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <HouseLink href={`/o/${organisation.slug}/adhesions?${list}`}>
          Voir les {column.count} dossiers de l’étape « {column.label} »
        </HouseLink>
      )}
    </div>
  );
}

function totals({ count: some, late, cents }: { count: number; late: number; cents: number }): string {
  return [
    count('dossier', 'dossiers', some),
    ...(late > 0 ? [`${late} en retard`] : []),
    ...(cents > 0 ? [`${shortAmount(cents)} par an`] : []),
  ].join(', ');
}
