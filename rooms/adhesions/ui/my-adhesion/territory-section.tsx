// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { shortAmount } from '#ui/format/amount.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { readMyAdhesion } from '../../contract.ts';
import classes from './my-adhesion.module.css';
import { statusWords } from './words.ts';

type Territory = OutputOf<typeof readMyAdhesion>['territories'][number];
type Body = Territory['bodies'][number];

/** What an EPCI pays for: its bodies that joined, those that the tariff counts, those that have not joined. */
export function TerritorySection({
  territory,
  follows = false,
}: {
  territory: Territory;
  /** The term after another one of the same operator. */ follows?: boolean;
}) {
  const { organisation } = usePlace();
  const { operator, counted, leftOut, unknown, rule, yearlyCents, volume, bodies, missing } = territory;
  const columns: readonly Column<Body>[] = [
    { id: 'name', title: 'Collectivité', value: ({ name }) => name, isName: true },
    {
      id: 'convention',
      title: 'Convention',
      value: (body) => body.convention,
      cell: (body) => <HouseLink href={`/o/${organisation.slug}/mon-adhesion/conventions/${body.conventionId}`}>{body.convention}</HouseLink>,
    },
    { id: 'since', title: 'Depuis', kind: 'day', value: ({ since }) => since },
    {
      id: 'counted',
      title: 'Dans le tarif',
      value: ({ why }) => why,
      cell: (body) => (body.status === 'to-come' ? <Badge color={statusWords['to-come'].color}>À venir</Badge> : body.why),
    },
  ];
  const then = follows ? ', au terme suivant' : '';
  return (
    <section className={classes.section} aria-label={`Votre territoire chez ${operator.name}${then}`}>
      <h2>
        Votre territoire chez {operator.name}
        {then}
      </h2>
      <dl className={classes.figures}>
        {yearlyCents !== null && <Figure term="la première année, pour tout le territoire" value={shortAmount(yearlyCents)} />}
        <Figure term={counted > 1 ? 'collectivités comptées' : 'collectivité comptée'} value={String(counted)} />
        {leftOut > 0 && <Figure term="non comptées, avec les mêmes services" value={String(leftOut)} />}
        {unknown > 0 && <Figure term="de population inconnue" value={String(unknown)} />}
        {volume && <Figure term="de données" value={volume} />}
      </dl>
      {rule && <p className={classes.quiet}>{rule}</p>}
      {bodies.length === 0 ? (
        <p>Aucune collectivité n’a encore signé sa convention tripartite.</p>
      ) : (
        <TableGrid caption={`Collectivités qui ont rejoint${then}`} columns={columns} rows={bodies} rowKey={({ conventionId }) => conventionId} />
      )}
      {missing.length > 0 && (
        <p>
          {missing.length > 1 ? 'N’ont pas rejoint : ' : 'N’a pas rejoint : '}
          {missing.map(({ name }) => name).join(', ')}. Chaque conseil décide pour sa commune ; votre opérateur ouvre son dossier à tout moment.
        </p>
      )}
    </section>
  );
}

function Figure({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}
