// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayInWords, dayOf } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { readDossier } from '#rooms/dossiers/contract.ts';
import classes from './my-adhesion.module.css';

/** The documents of the dossier that led to a convention: signed pieces, and what the house writes from it. */
export function ConventionFiles({ dossierId }: { dossierId: string }) {
  const { organisation } = usePlace();
  const { data } = useEndpoint(readDossier, { id: dossierId });
  // The payer of a tripartite may read the convention without taking part in a dossier that was taken over.
  if (!data) return null;
  const api = `/api/o/${organisation.slug}`;
  const drafts = `${api}/adhesions/dossiers/${dossierId}/documents`;
  return (
    <section className={classes.section} aria-labelledby="documents">
      <h2 id="documents">Documents à télécharger</h2>
      <ul className={classes.files}>
        {data.pieces.map(({ id, name, kindLabel, addedAt }) => (
          <li key={id}>
            <a href={`${api}/dossiers/${dossierId}/pieces/${id}`} download>
              {kindLabel} : {name}
            </a>
            , joint le {dayInWords(dayOf(addedAt))}
          </li>
        ))}
        <li>
          Texte de la convention :{' '}
          <a href={`${drafts}/convention/pdf`} download>
            PDF
          </a>
          ,{' '}
          <a href={`${drafts}/convention/docx`} download>
            Word
          </a>
        </li>
        <li>
          Projet de délibération :{' '}
          <a href={`${drafts}/deliberation/pdf`} download>
            PDF
          </a>
          ,{' '}
          <a href={`${drafts}/deliberation/docx`} download>
            Word
          </a>
        </li>
      </ul>
      <p>
        <HouseLink href={`/o/${organisation.slug}/dossiers/${dossierId}`}>Voir le dossier {data.number}</HouseLink>, avec toutes ses étapes.
      </p>
    </section>
  );
}
