// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { amount } from '#ui/format/amount.ts';
import { dayInWords } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import type { readMyAdhesion } from '../../contract.ts';
import classes from './my-adhesion.module.css';
import { conventionKinds, period, statusWords } from './words.ts';

export type Membership = OutputOf<typeof readMyAdhesion>['memberships'][number];

/** One adhesion or package, in words: from whom, since when, who pays, what is included, what happens at its end. */
export function MembershipCard({ membership }: { membership: Membership }) {
  const { organisation } = usePlace();
  const { what, operator, convention, edition, since, until, status, counting, renewal, suspension } = membership;
  const { label, color } = statusWords[status];
  return (
    <article className={classes.card} aria-label={what}>
      <div className={classes.head}>
        <h3>{what}</h3>
        <Badge color={color} variant="light">
          {label}
        </Badge>
      </div>
      {suspension && (
        <Alert color="orange" title="Suspendue" mt="xs">
          Depuis le {dayInWords(suspension.beginsOn)}
          {suspension.endsOn && `, jusqu’au ${dayInWords(suspension.endsOn)}`}, rien de ce qui suit ne peut être utilisé ; rien n’est perdu. Motif :{' '}
          {suspension.reason}
        </Alert>
      )}
      <p className={classes.says}>
        Auprès de <strong>{operator.name}</strong>, {period(since, until)}.
      </p>
      <dl className={classes.facts}>
        <dt>Convention</dt>
        <dd>
          <HouseLink href={`/o/${organisation.slug}/mon-adhesion/conventions/${convention.id}`}>
            {conventionKinds[convention.kind]} {convention.number}
          </HouseLink>
        </dd>
        <dt>Qui paie</dt>
        <dd>{payerSays(membership, organisation.name)}</dd>
        {counting && (
          <>
            <dt>Dans le tarif</dt>
            <dd>{counting.why}</dd>
          </>
        )}
        <dt>Catalogue appliqué</dt>
        <dd>
          {edition.label}
          {edition.act && ` (${edition.act})`}. Il reste le vôtre jusqu’à la fin de la convention, même si l’opérateur en vote un autre.
        </dd>
        <dt>À l’échéance</dt>
        <dd>{renewal.says}</dd>
      </dl>
      {membership.services.length > 0 && <Included services={membership.services} />}
    </article>
  );
}

/** Payer and beneficiary are not always the same: said in a sentence. */
function payerSays({ isPayer, payer, yearlyCents, convention }: Membership, own: string): string {
  if (!isPayer) return `${payer.name} paie pour vous : ${own} ne doit rien à l’opérateur au titre de cette convention.`;
  const amounts = yearlyCents === null ? '' : ` ${amount(yearlyCents)} la première année`;
  return `${own} paie${amounts}${convention.kind === 'cadre' ? ', pour elle et pour les collectivités de son territoire qui ont rejoint' : ''}.`;
}

function Included({ services }: { services: Membership['services'] }) {
  const headings = [...new Set(services.map(({ heading }) => heading))];
  return (
    <details className={classes.included}>
      <summary>Ce qui est compris : {services.length} services</summary>
      {headings.map((heading) => (
        <div key={heading}>
          {heading && <h4>{heading}</h4>}
          <ul className={classes.services}>
            {services
              .filter((one) => one.heading === heading)
              .map(({ service, label, says }) => (
                <li key={service}>
                  {label}
                  {says.map((bound) => (
                    <small key={bound}>{bound}</small>
                  ))}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </details>
  );
}
