// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import { day } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { kindLabels, type BodyLine, type BodyPage } from '../contract.ts';
import classes from './body-page.module.css';
import { Section } from '#ui/parts/section.tsx';

/** Who depends on the body, whom it serves, where it belonged, what it absorbed. Nothing when there is nothing. */
export function BodyLinks({ body, list }: { body: BodyPage; list: string }) {
  const line = ({ id, slug, name, kind }: BodyLine, more = ''): ReactNode => (
    <li key={id}>
      <HouseLink href={`${list}/${slug}`}>{name}</HouseLink> <span className="quiet">{more || kindLabels[kind]}</span>
    </li>
  );
  const absorbed = body.formerCommunes.filter(({ name }) => name !== null);
  const nameless = body.formerCommunes.length - absorbed.length;
  return (
    <>
      {body.serves.length > 0 && (
        <Section title="Territoire desservi">
          <ul className={classes.links}>{body.serves.map((one) => line(one))}</ul>
        </Section>
      )}
      {body.dependents.length > 0 && (
        <Section title="En dépendent ou la desservent">
          <ul className={classes.links}>{body.dependents.map((one) => line(one))}</ul>
        </Section>
      )}
      {body.memberships.length > 0 && (
        <Section title="Appartenance">
          <ul className={classes.links}>
            {body.memberships.map(({ epci, sinceOn, untilOn }) =>
              line(epci, untilOn ? `du ${day(sinceOn)} au ${day(untilOn)} exclu` : `constatée depuis l’édition du ${day(sinceOn)}`),
            )}
          </ul>
        </Section>
      )}
      {body.formerCommunes.length > 0 && (
        <Section title="Communes réunies">
          {absorbed.length > 0 && (
            <ul className={classes.links}>
              {absorbed.map(({ insee, name, status }) => (
                <li key={insee}>
                  {name} <span className="quiet">{`${insee}, commune ${status === 'deleguee' ? 'déléguée' : 'associée'}`}</span>
                </li>
              ))}
            </ul>
          )}
          {nameless > 0 && (
            <p className={classes.note}>
              Anciens codes :{' '}
              {body.formerCommunes
                .filter(({ name }) => name === null)
                .map(({ insee }) => insee)
                .join(', ')}
            </p>
          )}
        </Section>
      )}
    </>
  );
}
