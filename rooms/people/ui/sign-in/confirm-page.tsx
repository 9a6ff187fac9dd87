// SPDX-License-Identifier: EUPL-1.2
import { PasswordInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import type { SecondFactor } from '#ui/session/enter.ts';
import { returnAddress } from '#ui/session/return-address.ts';
import { SecondStep } from '#ui/session/second-step.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { proveAgain, readSignInWays } from '../../contract.ts';
import { goSignedIn } from './link-secret.ts';
import { MySignInWays } from './my-sign-in-ways.tsx';

/** Completes one's sign-in, for a body that asks a second proof or before a change of one's account; then back to the page that was asked. */
export function Page() {
  const { data, error, refetch } = useEndpoint(readSignInWays, {});
  const back = (): void => goSignedIn(returnAddress(new URLSearchParams(window.location.search).get('retour'), window.location.origin));
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  const factors: SecondFactor[] = data
    ? [
        ...(data.totpSince ? (['totp'] as const) : []),
        ...(data.passkeys.length > 0 ? (['passkey'] as const) : []),
        ...(data.recoveryCodesLeft > 0 ? (['recovery'] as const) : []),
      ]
    : [];
  const hasFactor = factors.includes('totp') || factors.includes('passkey');
  return (
    <>
      <PageHeader
        title="Compléter ma connexion"
        lead="Une collectivité que vous servez demande une seconde preuve d’identité, ou vous allez changer vos moyens de connexion."
      />
      {!data && <Lines count={4} />}
      {data && hasFactor && (
        <div style={{ maxWidth: '26rem' }}>
          <SecondStep factors={factors} done={back} />
        </div>
      )}
      {data && !hasFactor && (
        <>
          {data.hasPassword && <Password done={back} />}
          <p>
            Vous n’avez pas encore de seconde preuve. Ajoutez une clé d’accès (le plus simple) ou une application de codes : votre connexion sera
            aussitôt complète.
          </p>
          <MySignInWays />
        </>
      )}
    </>
  );
}

function Password({ done }: { done: () => void }) {
  const form = useActForm(proveAgain, { initial: { password: '' }, guardsChanges: false, done });
  const password = form.field('password');
  return (
    <Form form={form} submit="Confirmer">
      <PasswordInput
        label="Mot de passe"
        autoComplete="current-password"
        required
        visibilityToggleButtonProps={{ 'aria-label': 'Afficher le mot de passe', tabIndex: 0 }}
        {...password}
        aria-invalid={password.error ? true : undefined}
      />
    </Form>
  );
}
