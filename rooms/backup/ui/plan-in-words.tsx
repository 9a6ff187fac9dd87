// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { durationInWords, frequencyInWords, type PlanLine, type readPlan } from '../contract.ts';
import classes from './backup.module.css';
import { placeWords } from './words.ts';

const columns: readonly Column<PlanLine>[] = [
  { id: 'what', title: 'Ce qui est sauvegardé', isName: true, value: ({ what }) => what },
  { id: 'keptWhere', title: 'Où', value: ({ keptWhere }) => placeWords[keptWhere] },
  { id: 'everyHours', title: 'Fréquence', value: ({ everyHours }) => frequencyInWords(everyHours) },
  { id: 'keptDays', title: 'Gardé', value: ({ keptDays }) => durationInWords(keptDays * 24) },
  { id: 'lossHours', title: 'Perte admise (RPO)', value: ({ lossHours }) => durationInWords(lossHours) },
  { id: 'outageHours', title: 'Arrêt admis (RTO)', value: ({ outageHours }) => durationInWords(outageHours) },
  { id: 'contact', title: 'Contact', value: ({ contact }) => contact },
];

/** The plan, for those who read it and do not write it. */
export function PlanInWords({ plan }: { plan: OutputOf<typeof readPlan> }) {
  if (!plan.revisedAt)
    return <EmptyState title="Aucun plan">La personne qui administre les sauvegardes de la collectivité ne l’a pas encore écrit.</EmptyState>;
  return (
    <div className={classes.plan}>
      <TableGrid
        caption="Plan de sauvegarde"
        columns={columns}
        rows={plan.lines}
        rowKey={({ what, repositoryId }) => `${what} ${repositoryId ?? ''}`}
      />
      <Sections>
        <Section title="Qui appeler">
          <Steps text={plan.whoToCall} none="Personne n’est encore désigné." />
        </Section>
        <Section title="Ordre de remise en route">
          <Steps text={plan.restartOrder} none="Aucun ordre n’est encore écrit." />
        </Section>
      </Sections>
      <p>Une restauration de chaque machine est à prouver tous les {plan.drillDays} jours.</p>
    </div>
  );
}

function Steps({ text, none }: { text: string; none: string }) {
  const steps = text.split('\n').flatMap((line) => line.trim() || []);
  if (steps.length === 0) return <p>{none}</p>;
  return (
    <ol className={classes.steps}>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
