// SPDX-License-Identifier: EUPL-1.2
import { dayOf } from '#ui/format/day.ts';
import { day } from '#ui/format/day.ts';
import type { EditionDetail } from '../contract.ts';
import classes from './catalogue.module.css';
import { validityWords } from './edition-words.ts';

/** Act, validity and who did what. */
export function EditionFacts({ edition }: { edition: EditionDetail }) {
  const { act, proposedBy, proposedAt, inForceBy, inForceAt, archivedBy, archivedAt, createdBy, revision, status } = edition;
  const rows: [string, string | null][] = [
    ['Validité', validityWords(edition)],
    ['Acte', actInFull(act)],
    ['Vote enregistré', who(proposedBy, proposedAt)],
    ['Mise en vigueur', who(inForceBy, inForceAt)],
    ['Archivée', who(archivedBy, archivedAt)],
    ['Projet', status === 'draft' ? `version ${revision}, ouvert par ${createdBy?.name ?? 'une clé d’API'}` : null],
  ];
  return (
    <dl className={classes.facts}>
      {rows.flatMap(([name, value]) => (value === null ? [] : [<dt key={`${name} name`}>{name}</dt>, <dd key={name}>{value}</dd>]))}
    </dl>
  );
}

function who(person: { name: string } | null, at: string | null): string | null {
  return at === null ? null : `le ${day(dayOf(at))}${person ? ` par ${person.name}` : ', automatiquement'}`;
}

function actInFull(act: EditionDetail['act']): string | null {
  if (act === null) return null;
  if (!act.known) return 'non communiqué';
  return `délibération n° ${act.number} du ${day(act.votedOn)}, ${act.assembly}${act.identifier ? ` (${act.identifier})` : ''}`;
}
