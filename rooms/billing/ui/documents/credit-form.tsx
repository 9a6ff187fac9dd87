// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Group, Textarea } from '@mantine/core';
import { amount } from '#ui/format/amount.ts';
import { AmountInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { prepareCredit } from '../../contract.ts';
import type { BillingDocument } from '../../contract.ts';
import { Back } from './act-forms.tsx';

/** How much of each line is given back, and whether it is to be billed anew. */
export function CreditForm({ id, document, reason = '', close }: { id: string; document: BillingDocument; reason?: string; close: () => void }) {
  const form = useActForm(prepareCredit, {
    initial: { reason, lines: document.lines.map(({ rank }) => ({ rank, netCents: null as number | null, isBilledAnew: false })) },
    toInput: ({ reason, lines }) => ({ id, reason, lines: lines.flatMap(({ netCents, ...line }) => (netCents ? [{ ...line, netCents }] : [])) }),
    done: () => {
      tellDone('Avoir préparé : une autre personne peut l’émettre.');
      close();
    },
  });
  return (
    <Form form={form} submit="Préparer l’avoir" others={<Back close={close} />}>
      {document.lines.map((line, at) => (
        <Group key={line.rank} align="flex-end">
          <AmountInput
            label={`À rendre sur « ${line.label} »`}
            description={`Facturé ${amount(line.netCents)}, hors taxes s’il y en a.`}
            {...form.field(`lines.${at}.netCents`)}
          />
          <Checkbox
            label="À facturer de nouveau"
            checked={form.values.lines[at]?.isBilledAnew ?? false}
            onChange={(event) => form.set(`lines.${at}.isBilledAnew`, event.currentTarget.checked)}
          />
        </Group>
      ))}
      <Textarea label="Motif" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}
