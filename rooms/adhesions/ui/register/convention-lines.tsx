// SPDX-License-Identifier: EUPL-1.2
import { amount } from '#ui/format/amount.ts';
import { dayRange } from '#ui/format/day.ts';
import { gigabytes } from '#ui/format/volume.ts';
import type { ConventionPage } from '../../contract.ts';
import classes from './register.module.css';
import { Section } from '#ui/parts/section.tsx';

type Line = ConventionPage['lines'][number];

/** What is subscribed, each with the line of the document that proves its price. */
export function ConventionLines({ convention: { lines, kind } }: { convention: ConventionPage }) {
  return (
    <Section title="Ce qui est souscrit" isWide>
      {lines.length === 0 && (
        <p className={classes.quiet}>
          {kind === 'tripartite'
            ? 'Les services de l’adhésion, payés par l’EPCI : cette convention n’a pas de prix à elle.'
            : 'Aucune ligne n’est enregistrée.'}
        </p>
      )}
      <ul className={classes.list}>
        {lines.map((line) => (
          <li key={line.id}>
            <strong>{line.label}</strong> : {line.amountCents === null ? 'sur devis' : amount(line.amountCents)}
            <span className={classes.cite}>{saidOf(line)}</span>
            {line.why.length > 0 && <Why steps={line.why} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function saidOf({ quantity, volumeGo, beginsOn, endsOn }: Line): string {
  const parts = [
    quantity !== null && quantity !== 1 && `Quantité ${quantity.toLocaleString('fr-FR')}`,
    volumeGo !== null && `Volume ${gigabytes(volumeGo)}`,
    endsOn === null ? `Depuis le ${new Date(`${beginsOn}T12:00:00Z`).toLocaleDateString('fr-FR')}` : dayRange(beginsOn, endsOn),
  ];
  return parts.filter(Boolean).join(' · ');
}

function Why({ steps }: { steps: Line['why'] }) {
  return (
    <details className={classes.proof}>
      <summary>La ligne du document qui le prouve</summary>
      <ol>
        {steps.map(({ says, citation, reading }) => (
          <li key={says}>
            {says}
            {citation && <span className={classes.cite}>{cited(citation)}</span>}
            {reading && <span className={classes.cite}>Lecture retenue {reading}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}

function cited(citation: Record<string, unknown>): string {
  const { document, line, label, figure } = citation as { document?: string; line?: number; label?: string; figure?: string };
  const quoted = [label, figure && figure !== label ? figure : undefined].filter(Boolean).join(' : ');
  return `Document ${document ?? ''}, ligne ${line ?? ''}${quoted ? ` : « ${quoted} »` : ''}`;
}
