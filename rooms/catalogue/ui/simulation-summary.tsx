// SPDX-License-Identifier: EUPL-1.2
import { Chart } from '#ui/charts/chart.tsx';
import { shortAmount, wholeNumber } from '#ui/format/amount.ts';
import type { SimulationOffer } from '../contract.ts';
import classes from './catalogue.module.css';

/** One offer tried on the portfolio: counts, totals, and how far the changes go. */
export function SimulationSummary({ offer }: { offer: SimulationOffer }) {
  const difference = offer.afterCents - offer.beforeCents;
  const tiles: [string, string][] = [
    ['Paient plus', wholeNumber(offer.more)],
    ['Paient moins', wholeNumber(offer.less)],
    ['Inchangées', wholeNumber(offer.same)],
    ['Changent de case', wholeNumber(offer.changesPlace)],
    ['Sur devis', wholeNumber(offer.unpriced)],
    ['Total avant', shortAmount(offer.beforeCents)],
    ['Total après', shortAmount(offer.afterCents)],
    ['Écart par an', `${difference > 0 ? '+' : ''}${shortAmount(difference)}`],
  ];
  const isFlat = offer.more + offer.less === 0;
  return (
    <section className={classes.section} aria-label={offer.label}>
      <h2>{offer.label}</h2>
      <dl className={classes.tiles}>
        {tiles.map(([name, value]) => (
          <div key={name} className={classes.tile}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isFlat ? (
        <p>Aucune collectivité ne voit son prix changer.</p>
      ) : (
        <Chart
          kind="bar"
          title="Collectivités par ampleur du changement"
          rowLabel="Changement"
          rows={offer.classes.map(({ label, count }) => ({ label, count }))}
          series={[{ key: 'count', label: 'Collectivités' }]}
          write={wholeNumber}
        />
      )}
    </section>
  );
}
