// SPDX-License-Identifier: EUPL-1.2
import { Modal } from '@mantine/core';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import type { RowOf } from '#ui/tables/columns.ts';
import { readOverview, setAccount } from '../contract.ts';

const GO = 1_000_000_000;

/** How far a body may go beyond its right, and how long its bin holds. */
export function SetAccount({ row: { bodyId, body, marginBytes, holdDays }, close }: { row: RowOf<typeof readOverview>; close: () => void }) {
  const form = useActForm(setAccount, {
    initial: { margin: marginBytes === null ? null : marginBytes / GO, holdDays: holdDays as number | null },
    guardsChanges: false,
    toInput: (values) => ({
      id: bodyId,
      marginBytes: values.margin === null ? null : Math.round(values.margin * GO),
      holdDays: values.holdDays ?? 0,
    }),
    fieldNames: { marginBytes: 'margin' },
    changes: [readOverview],
    done: () => {
      tellDone('Les réglages sont enregistrés.');
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={`Réglages de ${body}`} closeButtonProps={{ 'aria-label': 'Fermer' }}>
      <Form form={form} submit="Enregistrer">
        <FrenchNumberInput
          label="Marge au-delà du droit, en Go"
          description="Jusque-là, la collectivité est prévenue et paie ; au-delà, rien n’entre plus. 0 : le droit est un maximum. Vide : un quart du droit. Sans effet là où la convention fixe déjà un maximum."
          decimals={2}
          {...form.field('margin')}
        />
        <FrenchNumberInput
          label="Durée de la corbeille, en jours"
          description="De 7 à 365. Vaut pour ce qui sera effacé ; ce qui est déjà en corbeille garde sa date."
          required
          {...form.field('holdDays')}
        />
      </Form>
    </Modal>
  );
}
