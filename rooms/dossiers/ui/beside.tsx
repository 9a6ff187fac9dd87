// SPDX-License-Identifier: EUPL-1.2
import { day } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import type { DossierSeen } from './dossier-seen.ts';
import classes from './dossiers.module.css';
import { StatusBadge } from './status-badge.tsx';

/** What opened the dossier, and who takes part. */
export function About({ dossier }: { dossier: DossierSeen }) {
  const lines = [
    ...dossier.about,
    { label: 'Tenu par', value: dossier.owner },
    ...dossier.parties.map(({ roleLabel, name }) => ({ label: roleLabel, value: name })),
  ];
  return (
    <section className={classes.card} aria-labelledby="about">
      <h2 id="about">Ce dossier</h2>
      <dl className={classes.details}>
        {lines.map(({ label, value }) => (
          <div key={`${label} ${value}`}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The dossiers that go with this one: one for each assembly that decides for itself. */
export function Sisters({ dossier }: { dossier: DossierSeen }) {
  const { organisation } = usePlace();
  if (dossier.links.length === 0) return null;
  return (
    <section className={classes.card} aria-labelledby="sisters">
      <h2 id="sisters">Dossiers liés</h2>
      <ul className={classes.sisters}>
        {dossier.links.map((link) => (
          <li key={link.id}>
            <HouseLink href={`/o/${organisation.slug}/dossiers/${link.id}`}>
              {link.number} – {link.title}
            </HouseLink>
            <p>
              {link.stepLabel}
              {link.dueOn && link.status !== 'closed' && `, avant le ${day(link.dueOn)}`} <StatusBadge status={link.status} isLate={link.isLate} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
