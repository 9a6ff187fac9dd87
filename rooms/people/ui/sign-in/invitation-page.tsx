// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { call } from '#ui/api/call.ts';
import { sentenceOf } from '#ui/api/problem.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useAttempt } from '#ui/session/use-attempt.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { acceptInvitation, acceptInvitationByPasskey, invitationPasskeyOptions, readInvitation } from '../../contract.ts';
import { DoorFrame } from './door-frame.tsx';
import { ClaimAccount } from './claim-account.tsx';
import { goSignedIn, useInvitationSecret } from './link-secret.ts';
import { makePasskey } from './make-passkey.ts';

/** The first sign-in: one choice, one button, and one is in. */
export function Page() {
  const secret = useInvitationSecret();
  const { data, error } = useQuery({ queryKey: ['invitation'], queryFn: () => call(readInvitation, { secret }), retry: false, staleTime: Infinity });
  if (error)
    return (
      <DoorFrame title="Invitation">
        <Alert color="red" role="alert" title={sentenceOf(error)} />
      </DoorFrame>
    );
  if (!data)
    return (
      <DoorFrame title="Invitation">
        <Lines count={4} />
      </DoorFrame>
    );
  if (data.lives)
    return (
      <DoorFrame
        title={`Bonjour ${data.givenName}`}
        says={`Une fonction vous attend pour ${data.body}. Vous avez déjà un compte : il suffit de vous connecter.`}
      >
        <Button component={HouseLink} href="/connexion" size="md">
          Me connecter
        </Button>
      </DoorFrame>
    );
  return (
    <DoorFrame title={`Bonjour ${data.givenName}`} says={`${data.body} vous ouvre ses services. Choisissez comment vous vous connecterez.`}>
      {data.isTaken && <ClaimAccount secret={secret} email={data.email} />}
      <Choices secret={secret} email={data.email} />
    </DoorFrame>
  );
}

function Choices({ secret, email }: { secret: string; email: string }) {
  const { refusal, isBusy, attempt } = useAttempt();
  const form = useActForm(acceptInvitation, {
    initial: { password: '' },
    toInput: ({ password }) => ({ secret, password }),
    guardsChanges: false,
    changes: [],
    done: ({ slug }) => goSignedIn(`/o/${slug}`),
  });
  const byPasskey = async (): Promise<void> => {
    const { options } = await call(invitationPasskeyOptions, { secret });
    const { slug } = await call(acceptInvitationByPasskey, { secret, response: await makePasskey(options) });
    goSignedIn(`/o/${slug}`);
  };
  const password = form.field('password');
  return (
    <Stack gap="lg">
      {refusal && <Alert color="red" role="alert" title={refusal} />}
      <div>
        <Button size="md" fullWidth loading={isBusy} leftSection={<IconFingerprint aria-hidden size={20} />} onClick={() => attempt(byPasskey)}>
          Créer une clé d’accès
        </Button>
        <p className="quiet">Le plus simple et le plus sûr : votre empreinte, votre visage ou le code de votre appareil. Rien à retenir.</p>
      </div>
      <Form form={form} submit="Entrer avec ce mot de passe">
        {/* Password managers keep the address beside the password. */}
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label="Ou choisir un mot de passe"
          description="Au moins 12 caractères : quelques mots sans rapport entre eux se retiennent bien."
          autoComplete="new-password"
          size="md"
          required
          visibilityToggleButtonProps={{ 'aria-label': 'Afficher le mot de passe', tabIndex: 0 }}
          {...password}
          aria-invalid={password.error ? true : undefined}
        />
      </Form>
    </Stack>
  );
}
