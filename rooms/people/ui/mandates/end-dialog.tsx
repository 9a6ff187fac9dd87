// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { today } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { endMandate, readMandate, reopenMandate } from '../../contract.ts';

type Mandate = OutputOf<typeof readMandate>;
type Values = { endsOn: string | null };

/** Asks for the last day of a mandate. */
export function EndDialog({ mandate, close }: { mandate: Mandate; close: () => void }) {
  const form = useActForm<typeof endMandate, Values>(endMandate, {
    initial: { endsOn: mandate.endsOn ?? today() },
    guardsChanges: false,
    toInput: ({ endsOn }) => ({ id: mandate.id, endsOn: endsOn ?? '' }),
    done: () => {
      tellDone('La fonction sera close après ce jour.');
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={<strong>{`Clore la fonction de ${mandate.name}`}</strong>}>
      <p>Le dernier jour est encore ouvert ; à minuit, heure de Paris, la personne n’accède plus à rien ici. Ce qu’elle a fait reste écrit.</p>
      <Form
        form={form}
        submit="Clore la fonction"
        isDangerous
        others={
          <Button variant="default" onClick={close}>
            Annuler
          </Button>
        }
      >
        <DayInput label="Dernier jour" required {...form.field('endsOn')} />
      </Form>
    </Modal>
  );
}

/** Gives a mandate back, with another end or none. */
export function ReopenDialog({ mandate, close }: { mandate: Mandate; close: () => void }) {
  const form = useActForm<typeof reopenMandate, Values>(reopenMandate, {
    initial: { endsOn: null },
    guardsChanges: false,
    toInput: ({ endsOn }) => ({ id: mandate.id, endsOn }),
    done: () => {
      tellDone('La fonction est rouverte.');
      close();
    },
  });
  const isElected = mandate.kind === 'elected';
  return (
    <Modal opened onClose={close} title={<strong>{`Rouvrir la fonction de ${mandate.name}`}</strong>}>
      <p>La personne retrouve les rôles qu’elle avait.</p>
      <Form
        form={form}
        submit="Rouvrir la fonction"
        others={
          <Button variant="default" onClick={close}>
            Annuler
          </Button>
        }
      >
        <DayInput
          label="Dernier jour"
          description={isElected ? 'Un mandat électif a une fin.' : 'Vide : sans terme.'}
          required={isElected}
          {...form.field('endsOn')}
        />
      </Form>
    </Modal>
  );
}
