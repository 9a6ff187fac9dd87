// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import type { SecondFactor } from '#ui/session/enter.ts';
import { SecondStep } from '#ui/session/second-step.tsx';
import { useAttempt } from '#ui/session/use-attempt.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { openMailLink } from '../../contract.ts';
import { DoorFrame } from './door-frame.tsx';
import { goSignedIn, useLinkSecret } from './link-secret.ts';

/** What a mailed link opens: one button. Mail scanners open links; none of them presses it. */
export function Page() {
  const secret = useLinkSecret();
  const { refusal, isBusy, attempt } = useAttempt();
  const [factors, setFactors] = useState<readonly SecondFactor[] | null>(null);
  const open = async (): Promise<void> => {
    const { person, secondFactor } = await call(openMailLink, { secret });
    if (person) goSignedIn('/');
    else setFactors(secondFactor);
  };
  if (factors)
    return (
      <DoorFrame title="Se connecter">
        <SecondStep factors={factors} done={() => goSignedIn('/')} />
      </DoorFrame>
    );
  return (
    <DoorFrame title="Se connecter" says="Ce lien vous connecte sur cet appareil.">
      <Stack gap="md">
        {refusal && <Alert color="red" role="alert" title={refusal} />}
        <Button size="md" loading={isBusy} onClick={() => attempt(open)}>
          Me connecter
        </Button>
        <HouseLink href="/connexion">Me connecter autrement</HouseLink>
      </Stack>
    </DoorFrame>
  );
}
