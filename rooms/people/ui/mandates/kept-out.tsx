// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Stack } from '@mantine/core';
import { useAct } from '#ui/api/use-endpoint.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { readMandate, settleKeptOut } from '../../contract.ts';

/** The directory closed this élu's access: the mandate is the suffrage's, so the body says what becomes of it. */
export function KeptOut({ mandateId, name, isAsked }: { mandateId: string; name: string; isAsked: boolean }) {
  const { may } = usePlace();
  const settle = useAct(settleKeptOut, { changes: [readMandate], done: () => tellDone('Le mandat se poursuit.') });
  return (
    <Alert color={isAsked ? 'yellow' : 'gray'} title="L’annuaire de la collectivité a fermé l’accès de cette personne" mb="lg">
      <Stack gap="sm" align="flex-start">
        <span>
          {name} garde son mandat d’élu, mais le fournisseur d’identité ne l’ouvre plus : il ou elle se connecte par un mot de passe, une clé d’accès
          ou un lien reçu par courriel.
        </span>
        {isAsked && may('people.administer') && (
          <Button variant="default" loading={settle.isPending} onClick={() => settle.mutate({ id: mandateId }, { onError: tellRefusal })}>
            Le mandat se poursuit
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
