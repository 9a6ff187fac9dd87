// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { decideTarget } from '../../contract.ts';
import type { Target } from './targets-page.tsx';

/** The operator's answer to a declared machine, with the usual checks made at once. */
export function DecideDialog({ target, close }: { target: Target; close: () => void }) {
  const isName = /[a-z]$/.test(target.address);
  const form = useActForm(decideTarget, {
    initial: { outcome: 'approved', reason: '', checks: isName ? ['http', 'domain'] : [] } as Values,
    guardsChanges: false,
    toInput: ({ outcome, reason, checks }) => ({ id: target.id, outcome, reason, checks: outcome === 'approved' ? checks : [] }),
    done: () => {
      tellDone('La collectivité lira votre réponse.');
      close();
    },
  });
  const { outcome } = form.values;
  return (
    <Modal opened onClose={close} title={`${target.body.name} : ${target.address}`} closeButtonProps={{ 'aria-label': 'Fermer' }}>
      <p>{target.label}</p>
      <Form form={form} submit="Répondre">
        <Radio.Group label="Cette machine est-elle bien la sienne ?" {...form.field('outcome')}>
          <Stack gap="xs" mt="xs">
            <Radio value="approved" label="Oui, elle peut être surveillée" />
            <Radio value="refused" label="Non" />
          </Stack>
        </Radio.Group>
        {outcome === 'approved' && isName && (
          <Checkbox.Group label="Sondes à créer aussitôt" {...form.field('checks')}>
            <Stack gap="xs" mt="xs">
              <Checkbox value="http" label="Le site et son certificat" />
              <Checkbox value="domain" label="La fin du nom de domaine" />
            </Stack>
          </Checkbox.Group>
        )}
        {outcome === 'refused' && <Textarea label="Pourquoi" required autosize minRows={2} maxLength={500} {...form.field('reason')} />}
      </Form>
    </Modal>
  );
}

type Values = { outcome: 'approved' | 'refused'; reason: string; checks: ('http' | 'domain')[] };
