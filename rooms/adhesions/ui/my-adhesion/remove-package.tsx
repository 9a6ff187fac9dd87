// SPDX-License-Identifier: EUPL-1.2
import { Button, Checkbox, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { today } from '#ui/format/day.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { removePackages, type readMyConvention } from '../../contract.ts';

type Convention = OutputOf<typeof readMyConvention>;

/** Asks that a package leave the convention: a rider, with its own deliberation. One at least stays. */
export function RemovePackage({ convention }: { convention: Convention }) {
  const [isOpen, setOpen] = useState(false);
  const { organisation } = usePlace();
  const { go } = useAddress();
  const held = [...new Map(convention.scopes.map(({ scope, what }) => [scope, what]))];
  const form = useActForm(removePackages, {
    initial: { offers: [] as string[], lastOn: null as string | null, reason: '' },
    toInput: ({ offers, lastOn, reason }) => ({ id: convention.id, offers, lastOn: lastOn ?? '', reason }),
    done: ({ dossierId, dossierNumber }) => {
      tellDone(`Dossier ${dossierNumber} ouvert : votre assemblée en délibère.`);
      setOpen(false);
      go(`/o/${organisation.slug}/dossiers/${dossierId}`);
    },
  });
  if (held.length < 2) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        Retirer un forfait
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Retirer un forfait de ${convention.number}`}
        closeButtonProps={{ 'aria-label': 'Fermer' }}
      >
        <p>Un avenant retire ce que vous cochez. Rien ne change avant que votre assemblée ait délibéré et que l’avenant soit signé.</p>
        <Form form={form} submit="Ouvrir le dossier de l’avenant" isDangerous>
          <Checkbox.Group label="À retirer" required {...form.field('offers')}>
            <Stack gap="xs" mt="xs">
              {held.map(([scope, what]) => (
                <Checkbox key={scope} value={scope} label={what} />
              ))}
            </Stack>
          </Checkbox.Group>
          <DayInput label="Dernier jour" required minDate={today()} {...form.field('lastOn')} />
          <Textarea label="Motif" required {...form.field('reason')} />
        </Form>
      </Modal>
    </>
  );
}
