// SPDX-License-Identifier: EUPL-1.2
import { Select, Textarea } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { dayInWords } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { planDeparture, type previewDeparture } from '../../contract.ts';
import classes from './movements.module.css';
import { asOptions, reasonLabels, stepsIn } from './words.ts';

type Held = OutputOf<typeof previewDeparture>;
type Reason = 'end-of-mandate' | 'mutation' | 'retirement' | 'resignation' | 'other';

const USUAL_STEPS = ['Rendre l’ordinateur et le téléphone', 'Rendre le badge et les clés'].join('\n');

/** The last day, and for each thing held: closed, or taken over by whom. */
export function DepartureForm({ mandateId, held }: { mandateId: string; held: Held }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const form = useActForm(planDeparture, {
    initial: {
      lastDay: null as string | null,
      reason: 'mutation' as Reason,
      handOver: {} as Record<string, string | null>,
      forwardTo: null as string | null,
      forwardUntil: null as string | null,
      steps: USUAL_STEPS,
    },
    toInput: ({ lastDay, reason, handOver, forwardTo, forwardUntil, steps }) => ({
      mandateId,
      lastDay: lastDay ?? '',
      reason,
      handOver: Object.fromEntries(Object.entries(handOver).filter((pair): pair is [string, string] => Boolean(pair[1]))),
      forward: forwardTo ? { to: forwardTo, untilOn: forwardUntil ?? '' } : null,
      steps: stepsIn(steps),
    }),
    fieldNames: { 'forward.to': 'forwardTo', 'forward.untilOn': 'forwardUntil' },
    done: ({ id }) => (tellDone('Le départ est préparé.'), go(`/o/${organisation.slug}/mouvements/${id}`)),
  });
  const successors = held.successors.map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` }));
  const hasAddress = held.mandates.some(({ email }) => email !== null);
  return (
    <Form form={form} submit="Préparer le départ">
      <DayInput label="Dernier jour" description="Un jour entier. Hier : le départ prend effet aussitôt." required {...form.field('lastDay')} />
      <Select label="Motif" allowDeselect={false} data={asOptions(reasonLabels)} {...form.field('reason')} />
      <h2>Ce qui se clôt</h2>
      <div className={classes.holds}>
        <section className={classes.hold}>
          <h3>Fonctions, rôles et sessions</h3>
          <ul>
            {held.mandates.map(({ id, title, endsOn }) => (
              <li key={id}>
                {title}
                {endsOn && ` (prévue jusqu’au ${dayInWords(endsOn)})`}
              </li>
            ))}
          </ul>
        </section>
        {held.holds
          .filter(({ things }) => things.length > 0)
          .map(({ name, label, things, canBeHandedOver }) => (
            <section key={name} className={classes.hold}>
              <h3>{label}</h3>
              <p>{things.map((thing) => thing.label).join(', ')}</p>
              {canBeHandedOver && (
                <Select
                  label={`Remettre à (${label.toLowerCase()})`}
                  placeholder="À personne : clore"
                  clearable
                  clearButtonProps={{ 'aria-label': 'Effacer le choix' }}
                  searchable
                  data={successors}
                  value={form.values.handOver[name] ?? null}
                  onChange={(to) => form.set('handOver', { ...form.values.handOver, [name]: to })}
                />
              )}
            </section>
          ))}
      </div>
      {hasAddress && (
        <>
          <h2>Courrier</h2>
          <Select
            label="Renvoyer les courriels reçus après le départ à"
            placeholder="Personne"
            clearable
            clearButtonProps={{ 'aria-label': 'Effacer le choix' }}
            searchable
            data={held.successors.filter(({ email }) => email !== null).map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` }))}
            {...form.field('forwardTo')}
          />
          {form.values.forwardTo && (
            <DayInput label="Jusqu’au" description="Un an au plus après le dernier jour." required {...form.field('forwardUntil')} />
          )}
        </>
      )}
      <Textarea label="À faire avant le départ" description="Une tâche par ligne." autosize minRows={2} {...form.field('steps')} />
    </Form>
  );
}
