// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readAccount } from '../contract.ts';
import { LinkedAccounts } from './duplicates/linked-accounts.tsx';
import { MyBodies } from './my-bodies.tsx';
import { MyDevices } from './my-devices.tsx';
import { MySessions } from './my-sessions.tsx';
import { PasswordForm } from './password-form.tsx';
import { MySignInWays } from './sign-in/my-sign-in-ways.tsx';
import classes from './people.module.css';

/** Who one is, for whom one acts, where one is signed in, and with which password. */
export function Page() {
  const { data, error, refetch } = useEndpoint(readAccount, {});
  return (
    <>
      <PageHeader title="Mon compte" lead="Votre identité, les collectivités que vous servez et la sécurité de votre connexion." />
      <section className={classes.section} aria-labelledby="identite">
        <h2 id="identite">Identité</h2>
        {error && <LoadError error={error} retry={() => void refetch()} />}
        {!data && !error && <Lines count={3} />}
        {data && (
          <dl className={classes.facts}>
            <dt>Nom</dt>
            <dd>{data.name}</dd>
            <dt>Adresse de connexion</dt>
            <dd>{data.email}</dd>
            <dt>Mot de passe</dt>
            <dd>{data.passwordChangedAt ? `choisi le ${instant(data.passwordChangedAt)}` : 'aucun'}</dd>
          </dl>
        )}
      </section>
      <MyBodies />
      <section className={classes.section} aria-labelledby="autres-acces">
        <h2 id="autres-acces">Ce que votre compte ouvre ailleurs</h2>
        <ul>
          <li>
            <HouseLink href="/compte/appareils">Connecter un appareil</HouseLink> : messagerie, agenda, annuaire d’un téléphone ou d’un poste.
          </li>
          <li>
            <HouseLink href="/compte/identites">Mes identités</HouseLink> : ProConnect et le fournisseur de votre collectivité.
          </li>
          <li>
            <HouseLink href="/compte/applications">Mes applications</HouseLink> : ce que vous leur avez accordé.
          </li>
        </ul>
      </section>
      <MySignInWays />
      {data?.passwordChangedAt && <PasswordForm />}
      <MySessions />
      <MyDevices />
      <LinkedAccounts />
    </>
  );
}
