// SPDX-License-Identifier: EUPL-1.2
import { amount, count } from '#ui/format/amount.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { ComparedPrice, EditionComparison } from '../contract.ts';
import classes from './catalogue.module.css';
import { ChangedGrid, isOfGrid } from './changed-grid.tsx';
import { serviceStatusWords, signedPercent } from './edition-words.ts';

/** What changes from one edition to another. */
export function Comparison({ comparison }: { comparison: EditionComparison }) {
  const { services, prices, quotas, rules } = comparison;
  const grids = Map.groupBy(prices.changed.filter(isOfGrid), (price) =>
    price.offerLabel === price.label ? price.label : `${price.offerLabel} : ${price.label}`,
  );
  const others = prices.changed.filter((price) => !isOfGrid(price));
  const nothing = prices.changed.length + prices.added.length + prices.removed.length + quotas.length + rules.length === 0;
  return (
    <>
      <dl className={classes.tiles}>
        <Tile name="Prix changés" value={prices.changed.length} />
        <Tile name="Prix ajoutés" value={prices.added.length} />
        <Tile name="Prix retirés" value={prices.removed.length} />
        <Tile name="Prix inchangés" value={prices.same} />
        <Tile name="Services ajoutés" value={services.added.length} />
        <Tile name="Services retirés" value={services.removed.length} />
      </dl>
      {nothing && services.added.length + services.removed.length + services.moved.length === 0 && (
        <EmptyState title="Aucune différence">Les deux éditions ont les mêmes services, prix, volumes et règles.</EmptyState>
      )}
      <Part title="Services" show={services.added.length + services.removed.length + services.moved.length > 0}>
        <ul>
          {services.added.map(({ key, label, status }) => (
            <li key={key}>
              Ajouté : {label} ({serviceStatusWords[status].toLowerCase()})
            </li>
          ))}
          {services.removed.map(({ key, label }) => (
            <li key={key}>Retiré : {label}</li>
          ))}
          {services.moved.map(({ before, after }) => (
            <li key={after.key}>
              Changé : {before.label} ({serviceStatusWords[before.status].toLowerCase()}) devient {after.label} (
              {serviceStatusWords[after.status].toLowerCase()})
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Prix changés" show={prices.changed.length > 0}>
        {[...grids].map(([title, cells]) => (
          <ChangedGrid key={title} title={title} cells={cells} />
        ))}
        {others.length > 0 && <TableGrid caption="Prix changés" columns={changedColumns} rows={others} rowKey={(row) => row.key} />}
      </Part>
      <Part title={count('prix ajouté', 'prix ajoutés', prices.added.length)} show={prices.added.length > 0}>
        <TableGrid caption="Prix ajoutés" columns={priceColumns} rows={prices.added} rowKey={(row) => row.key} />
      </Part>
      <Part title={count('prix retiré', 'prix retirés', prices.removed.length)} show={prices.removed.length > 0}>
        <TableGrid caption="Prix retirés" columns={priceColumns} rows={prices.removed} rowKey={(row) => row.key} />
      </Part>
      <Part title="Volumes inclus" show={quotas.length > 0}>
        <ul>
          {quotas.map(({ quota, label, where, before, after }) => (
            <li key={`${quota} ${where}`}>
              {label}
              {where && `, ${where}`} : {before ?? 'aucun'} devient {after ?? 'aucun'}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Règles" show={rules.length > 0}>
        <ul>
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function Tile({ name, value }: { name: string; value: number }) {
  return (
    <div className={classes.tile}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Part({ title, show, children }: { title: string; show: boolean; children: React.ReactNode }) {
  if (!show) return null;
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function priceWords({ cents, rateBps }: Pick<ComparedPrice, 'cents' | 'rateBps'>): string {
  if (rateBps !== null) return signedPercent(rateBps).replace('+', '');
  return cents === null ? 'sur devis' : amount(cents);
}

const name = (row: ComparedPrice): string =>
  [row.offerLabel, row.label, row.where].filter((part, at, all) => part !== '' && all.indexOf(part) === at).join(', ');

const priceColumns: readonly Column<ComparedPrice>[] = [
  { id: 'name', title: 'Prix', isName: true, value: name },
  { id: 'unit', title: 'Unité', value: (row) => row.unit },
  { id: 'cents', title: 'Montant', kind: 'amount', value: priceWords },
];

type Changed = EditionComparison['prices']['changed'][number];
const changedColumns: readonly Column<Changed>[] = [
  { id: 'name', title: 'Prix', isName: true, value: name },
  { id: 'before', title: 'Avant', kind: 'amount', value: (row) => priceWords({ cents: row.beforeCents, rateBps: row.beforeRateBps }) },
  { id: 'after', title: 'Après', kind: 'amount', value: priceWords },
  {
    id: 'change',
    title: 'Écart',
    kind: 'number',
    value: (row) => row.changeBps,
    cell: (row) =>
      row.changeBps === null ? '—' : <span className={row.changeBps > 0 ? classes.up : classes.down}>{signedPercent(row.changeBps)}</span>,
  },
];
