// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useAct } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { askNewSignIn } from '../../contract.ts';

/** Closes the sessions of somebody: a lost telephone, a doubt. */
export function NewSignInButton({ mandateId, name }: { mandateId: string; name: string }) {
  const confirm = useConfirm();
  const ask = useAct(askNewSignIn, { changes: [], done: () => tellDone('Ses sessions sont fermées : la personne se connectera de nouveau.') });
  const press = async (): Promise<void> => {
    const says =
      'Ses sessions se ferment aussitôt, sur tous ses appareils et pour toutes les collectivités qu’elle sert. Ses droits ne changent pas.';
    if (await confirm({ title: `Demander une nouvelle connexion à ${name} ?`, says, act: 'Demander une nouvelle connexion' }))
      ask.mutate({ id: mandateId }, { onError: tellRefusal });
  };
  return (
    <Button variant="default" loading={ask.isPending} onClick={() => void press()}>
      Demander une nouvelle connexion
    </Button>
  );
}
