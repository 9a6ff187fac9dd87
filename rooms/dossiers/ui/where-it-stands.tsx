// SPDX-License-Identifier: EUPL-1.2
import { IconAlertTriangle } from '@tabler/icons-react';
import { day, dayInWords, relativeDay } from '#ui/format/day.ts';
import { Steps } from '#ui/parts/steps.tsx';
import type { DossierSeen } from './dossier-seen.ts';
import classes from './dossiers.module.css';
import { Lines } from './foreseen.tsx';

/** The first thing that a page of a dossier says: which step, who must act, by when. */
export function WhereItStands({ dossier }: { dossier: DossierSeen }) {
  return (
    <section className={classes.stands} aria-label="Où en est le dossier">
      <Steps
        label="Étapes du dossier"
        steps={dossier.steps.map(({ label, state, doneOn }) => ({
          label,
          state: state === 'to-come' ? 'todo' : state,
          ...(doneOn && { detail: `le ${day(doneOn)}` }),
        }))}
      />
      <dl className={classes.key}>
        <div>
          <dt>Doit agir</dt>
          <dd>{whoMustAct(dossier)}</dd>
        </div>
        {dossier.status !== 'closed' && (
          <div data-tone={dossier.isLate ? 'bad' : undefined}>
            <dt>Avant le</dt>
            <dd>
              {dossier.isLate && <IconAlertTriangle size={18} aria-hidden />}
              {dossier.dueOn ? `${day(dossier.dueOn)} (${dossier.isLate ? 'en retard, ' : ''}${relativeDay(dossier.dueOn)})` : 'sans échéance'}
            </dd>
          </div>
        )}
        <div>
          <dt>{dossier.status === 'closed' ? 'Clos le' : 'À cette étape depuis le'}</dt>
          <dd>{dayInWords(dossier.since)}</dd>
        </div>
      </dl>
      {dossier.highlights.length > 0 && <Lines lines={dossier.highlights} />}
    </section>
  );
}

/** Whose turn it is: names of bodies where they are known. */
export function whoMustAct({ status, awaits, awaitsLabel, parties, role, assignee, delegate }: DossierSeen): string {
  if (status === 'closed' || awaits === 'nobody') return 'Personne';
  if (awaits === role) {
    const named = delegate ? `${delegate.name}, par délégation de ${assignee ?? ''}` : assignee;
    return named ? `Votre collectivité (${named})` : 'Votre collectivité';
  }
  const names = parties.filter((party) => party.role === awaits).map(({ name }) => name);
  return names.length > 0 ? names.join(', ') : awaitsLabel;
}
