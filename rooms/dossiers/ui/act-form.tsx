// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keyOf } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { usePlaceSlug } from '#ui/shell/place.ts';
import { moveDossier, readDossier } from '../contract.ts';
import { filledFacts, initialFacts, type FormSchema } from './act-values.ts';
import type { DossierSeen, TransitionSeen } from './dossier-seen.ts';
import { type ActValues, FactFields } from './fact-field.tsx';
import { Foreseen, useForeseen } from './foreseen.tsx';
import { NeededPieces } from './needed-pieces.tsx';

type Props = { dossier: DossierSeen; transition: TransitionSeen; close: () => void };

/** An act on a dossier: what it asks, what it is proved by, what it would give. Stays as typed when the dossier changes meanwhile. */
export function ActForm({ dossier, transition, close }: Props) {
  const schema = (transition.form ?? {}) as FormSchema; // JSON Schema, of which the page reads a part
  const { seen, mine } = useMeanwhile(dossier);
  const confirm = useConfirm();
  const reread = useReread();
  const form = useActForm(moveDossier, {
    initial: { facts: initialFacts(schema), on: null, pieces: null } as ActValues,
    toInput: ({ facts, on }) => ({
      id: dossier.id,
      transition: transition.key,
      expects: dossier.rank,
      ...(transition.form && { facts: filledFacts(facts) }),
      ...(on && { on }),
    }),
    done: () => {
      tellDone(`${dossier.number} : ${transition.label.toLowerCase()}.`);
      close();
    },
    refused: ({ code }) => {
      if (code === 'dossiers.changed-meanwhile' || code === 'dossiers.not-from-here') reread();
    },
  });
  const { lines, faults } = useForeseen({
    id: dossier.id,
    transition: transition.key,
    facts: form.values.facts,
    isAsked: transition.foresees,
  });
  const asked = {
    ...form,
    submit: async (): Promise<void> => {
      const says = 'Cet acte met fin au dossier ou l’annule. Il reste au journal.';
      if (!transition.isGrave || (await confirm({ title: `${transition.label} ?`, says, act: 'Confirmer', isDangerous: true }))) await form.submit();
    },
  };
  const isGone = !dossier.transitions.some(({ key }) => key === transition.key);
  return (
    <Form
      form={asked}
      submit="Enregistrer"
      isDangerous={transition.isGrave}
      others={
        <Button variant="default" onClick={close}>
          Annuler
        </Button>
      }
    >
      {(isGone || seen.length > 0) && (
        <Alert
          color="yellow"
          role="status"
          icon={<IconRefresh aria-hidden />}
          title="Le dossier a changé entre-temps, ce que vous avez saisi est gardé."
        >
          {seen.map(({ id, says, by }) => (
            <p key={id}>
              {says} ({by})
            </p>
          ))}
          {isGone && <p>Cet acte n’est plus possible à l’étape « {dossier.stepLabel} ».</p>}
        </Alert>
      )}
      <FactFields form={form} path="facts" schema={schema} faults={faults} />
      {transition.asksDay && <DayInput label="Fait le" description="Aujourd’hui, sauf précision." {...form.field('on')} />}
      {transition.foresees && <Foreseen lines={lines} />}
      {transition.pieces.length > 0 && <NeededPieces dossier={dossier} transition={transition} added={mine} error={form.field('pieces').error} />}
    </Form>
  );
}

/** What others did since the form was opened; what was added from the form itself is left out. */
function useMeanwhile({ rank, history }: DossierSeen) {
  const [opened] = useState(rank);
  const [own, setOwn] = useState<readonly number[]>([]);
  const seen = history.filter((one) => one.rank > opened && !own.includes(one.rank));
  return { seen, mine: (added: number) => setOwn((known) => [...known, added]) };
}

function useReread(): () => void {
  const client = useQueryClient();
  const slug = usePlaceSlug() ?? undefined;
  return () => void client.invalidateQueries({ queryKey: keyOf(readDossier, undefined, slug) });
}
