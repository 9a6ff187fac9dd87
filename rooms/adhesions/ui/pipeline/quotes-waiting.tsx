// SPDX-License-Identifier: EUPL-1.2
import { IconFileEuro } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count, shortAmount } from '#ui/format/amount.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { quotesToOpen } from '../../contract.ts';
import classes from './pipeline.module.css';

/** Accepted quotes whose adhesion is still to be opened: nothing else would recall them. */
export function QuotesWaiting() {
  const { organisation } = usePlace();
  const { data } = useEndpoint(quotesToOpen, {});
  if (!data || data.rows.length === 0) return null;
  return (
    <details className={classes.waiting} open={data.rows.length <= 3}>
      <summary>
        <IconFileEuro size={20} aria-hidden /> {count('devis accepté attend', 'devis acceptés attendent', data.rows.length)} l’ouverture de l’adhésion
      </summary>
      <ul>
        {data.rows.map((quote) => (
          <li key={quote.id}>
            <span>
              <strong>{quote.payer}</strong>, {quote.number}, {shortAmount(quote.firstYearCents)}
              {quote.isTerritory ? ', adhésion du territoire' : ', forfait'}
            </span>
            <HouseLink
              href={`/o/${organisation.slug}/adhesions/ouvrir?devis=${quote.id}`}
              aria-label={`Ouvrir l’adhésion de ${quote.payer}, ${quote.number}`}
            >
              Ouvrir l’adhésion
            </HouseLink>
          </li>
        ))}
      </ul>
    </details>
  );
}
