// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { listOffers } from '../contract.ts';
import classes from './home.module.css';
import { OfferLine } from './offer-line.tsx';

const SHOWN = 4;

/** A few services that the operator proposes: what was asked for first, then what was not. */
export function OffersShelf() {
  const { organisation } = usePlace();
  const { data } = useEndpoint(listOffers, {});
  if (!data || data.operator === null || data.rows.length === 0) return null;
  const asked = data.rows.filter(({ request }) => request !== null);
  const shown = [...asked, ...data.rows.filter(({ request }) => request === null)].slice(0, Math.max(SHOWN, asked.length));
  return (
    <section className={classes.section} aria-labelledby="offre">
      <div className={classes.sectionHead}>
        <h2 id="offre">Ce que propose {data.operator}</h2>
      </div>
      <ul className={classes.offers}>
        {shown.map((offer) => (
          <OfferLine key={offer.key} offer={offer} />
        ))}
      </ul>
      {data.rows.length > shown.length && (
        <Button component={HouseLink} href={`/o/${organisation.slug}/services`} variant="default">
          Voir les {data.rows.length} services
        </Button>
      )}
    </section>
  );
}
