// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Stack } from '@mantine/core';
import { call } from '#ui/api/call.ts';
import { asksToSignIn } from '#ui/api/problem.ts';
import { useAttempt } from '#ui/session/use-attempt.ts';
import { claimInvitation } from '../../contract.ts';
import { forgetInvitationSecret, goSignedIn, signInThenComeBack } from './link-secret.ts';

/** Somebody signs in by this address already: the one who reads the page, or whoever had the mailbox before. They say which. */
export function ClaimAccount({ secret, email }: { secret: string; email: string }) {
  const { refusal, isBusy, attempt } = useAttempt();
  const claim = async (): Promise<void> => {
    try {
      const { slug } = await call(claimInvitation, { secret });
      forgetInvitationSecret();
      goSignedIn(`/o/${slug}`);
    } catch (error) {
      if (!asksToSignIn(error)) throw error;
      signInThenComeBack(secret);
    }
  };
  return (
    <Alert title={`Un compte existe déjà à l’adresse ${email}`}>
      <Stack gap="sm" align="flex-start">
        {refusal && <span role="alert">{refusal}</span>}
        <span>
          S’il est le vôtre, joignez-y cette fonction. Sinon, choisissez ci-dessous comment vous connecter : l’adresse n’ouvrira plus l’ancien compte.
        </span>
        <Button variant="default" loading={isBusy} onClick={() => attempt(claim)}>
          Ce compte est le mien
        </Button>
      </Stack>
    </Alert>
  );
}
