// SPDX-License-Identifier: EUPL-1.2
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAppearance } from '../shell/use-appearance.ts';
import { Skyline } from '../theme/skyline.tsx';
import { FederatedDoors } from './federated-doors.tsx';
import { isServersPage, returnAddress } from './return-address.ts';
import { SignInForm } from './sign-in-form.tsx';
import classes from './sign-in-page.module.css';

/** The door. Afterwards one is back at the address that was asked, on this site alone. */
export function Page() {
  const router = useRouter();
  const client = useQueryClient();
  const appearance = useAppearance(null);
  useEffect(() => {
    document.title = `Se connecter – ${appearance.name}`;
  }, [appearance.name]);
  const enter = (): void => {
    client.clear();
    const address = returnAddress(new URLSearchParams(window.location.search).get('retour'), window.location.origin);
    if (isServersPage(address)) window.location.assign(address);
    else router.history.push(address);
  };
  return (
    <div className={classes.door}>
      <section className={classes.form}>
        <h1>Se connecter</h1>
        <p className="quiet">Vos services numériques mutualisés, avec {appearance.name}.</p>
        <FederatedDoors back={returnAddress(new URLSearchParams(window.location.search).get('retour'), window.location.origin)} />
        <SignInForm done={enter} />
      </section>
      <div className={classes.view} aria-hidden>
        <Skyline className={classes.skyline} />
      </div>
    </div>
  );
}
