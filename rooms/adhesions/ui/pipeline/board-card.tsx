// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { shortAmount } from '#ui/format/amount.ts';
import { day } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import type { Pipeline } from './board-filters.tsx';
import classes from './pipeline.module.css';

export type Card = Pipeline['types'][number]['columns'][number]['cards'][number];

/** One adhesion on the board: for whom, how much, who must act, since when. */
export function BoardCard({ card, act }: { card: Card; act: (card: Card) => void }) {
  const { organisation, may } = usePlace();
  return (
    <li className={classes.card} data-late={card.isLate || undefined}>
      <p className={classes.name}>
        <HouseLink href={`/o/${organisation.slug}/dossiers/${card.id}`}>{card.body}</HouseLink>
      </p>
      <p className={classes.quiet}>
        {card.number}
        {card.payer !== card.body && `, payé par ${card.payer}`}
      </p>
      {card.yearlyCents !== null && <p>{shortAmount(card.yearlyCents)} par an</p>}
      <p>
        <span className={classes.quiet}>Doit agir :</span> {card.mustAct}
      </p>
      <p className={classes.quiet}>
        {waiting(card.days)}
        {card.dueOn && `, avant le ${day(card.dueOn)}`}
      </p>
      {card.assignee && <p className={classes.quiet}>Attribué à {card.assignee}</p>}
      <div className={classes.foot}>
        {card.isLate && (
          <Badge color="red" variant="light">
            En retard
          </Badge>
        )}
        {card.status === 'suspended' && (
          <Badge color="blue" variant="light">
            Suspendu
          </Badge>
        )}
        {may('adhesions.act') && (
          <Button variant="default" size="compact-md" aria-label={`Agir sur ${card.number}, ${card.body}`} onClick={() => act(card)}>
            Agir
          </Button>
        )}
      </div>
    </li>
  );
}

function waiting(days: number): string {
  if (days === 0) return 'Depuis aujourd’hui';
  return days === 1 ? 'Depuis 1 jour' : `Depuis ${days} jours`;
}
