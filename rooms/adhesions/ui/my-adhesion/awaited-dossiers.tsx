// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { dayInWords } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import type { readMyAdhesion } from '../../contract.ts';
import classes from './my-adhesion.module.css';

type Dossiers = OutputOf<typeof readMyAdhesion>['dossiers'];

/** The dossiers under way: first those where the body must act. */
export function AwaitedDossiers({ dossiers }: { dossiers: Dossiers }) {
  const { organisation } = usePlace();
  const mine = dossiers.filter(({ awaitsMe }) => awaitsMe);
  const others = dossiers.filter(({ awaitsMe }) => !awaitsMe);
  const line = ({ id, number, title, stepLabel, awaitsMe, awaitsLabel, dueOn, isLate }: Dossiers[number]) => (
    <li key={id}>
      <HouseLink href={`/o/${organisation.slug}/dossiers/${id}`}>
        {number} : {title}
      </HouseLink>
      <span>
        {stepLabel}
        {!awaitsMe && ` – en attente : ${awaitsLabel}`}
        {dueOn && `, au plus tard le ${dayInWords(dueOn)}`}
      </span>
      {awaitsMe && (
        <Badge color={isLate ? 'red' : 'yellow'} variant="light">
          {isLate ? 'En retard' : 'À vous'}
        </Badge>
      )}
    </li>
  );
  return (
    <>
      {mine.length > 0 && (
        <section className={classes.section} aria-labelledby="attend">
          <h2 id="attend">Ce qui vous attend</h2>
          <ul className={classes.awaits}>{mine.map(line)}</ul>
        </section>
      )}
      {others.length > 0 && (
        <section className={classes.section} aria-labelledby="en-cours">
          <h2 id="en-cours">Dossiers en cours</h2>
          <ul className={classes.awaits}>{others.map(line)}</ul>
        </section>
      )}
    </>
  );
}
