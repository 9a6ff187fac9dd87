// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal, TextInput } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { readSignInWays, renamePasskey } from '../../contract.ts';

/** Gives a passkey the name by which its holder tells it from the others. */
export function RenamePasskey({ id, name, close }: { id: string; name: string; close: () => void }) {
  const form = useActForm(renamePasskey, {
    initial: { name },
    toInput: (values) => ({ id, ...values }),
    guardsChanges: false,
    changes: [readSignInWays],
    done: () => {
      tellDone('La clé d’accès est renommée.');
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={<strong>Renommer la clé d’accès</strong>}>
      <Form
        form={form}
        submit="Renommer"
        others={
          <Button variant="default" onClick={close}>
            Annuler
          </Button>
        }
      >
        <TextInput
          label="Nom de la clé"
          description="Par exemple : téléphone, ordinateur de la mairie."
          maxLength={60}
          required
          {...form.field('name')}
        />
      </Form>
    </Modal>
  );
}
