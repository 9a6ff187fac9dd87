// SPDX-License-Identifier: EUPL-1.2
import { Alert, Code } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readLdap } from '../../contract.ts';
import classes from '../people.module.css';
import { Readers } from './readers.tsx';
import { Trial } from './trial.tsx';

type Ldap = OutputOf<typeof readLdap>;

/** What to tell the servers that read the body's directory, which may, and a trial of one's own connection. */
export function Page() {
  const { data, error, refetch } = useEndpoint(readLdap, {});
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Annuaire LDAP"
        lead="Un serveur de fichiers, une messagerie ou un logiciel métier peut y trouver vos agents et vos élus, et vérifier qui se connecte."
      />
      {data.port === null && data.tlsPort === null && (
        <Alert icon={<IconInfoCircle aria-hidden />} color="yellow" title="L’annuaire LDAP n’est pas ouvert sur cette installation">
          Votre opérateur l’ouvre en lui donnant un port. Vous pouvez déjà préparer les lecteurs ci-dessous.
        </Alert>
      )}
      <section className={classes.section} aria-labelledby="parametres">
        <h2 id="parametres">Paramètres à recopier</h2>
        <dl className={classes.facts}>
          {settingsOf(data).map(([name, value]) => (
            <Setting key={name} name={name} value={value} />
          ))}
        </dl>
        <p>
          Chaque personne se connecte avec un mot de passe d’application du type « LDAP », jamais avec celui de son compte. Un serveur qui cherche
          avant de vérifier se connecte avec un lecteur.
        </p>
      </section>
      <Readers base={data.readers} />
      <Trial />
      <Examples ldap={data} />
    </>
  );
}

function Setting({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Code style={{ overflowWrap: 'anywhere' }}>{value}</Code>
      </dd>
    </>
  );
}

function settingsOf({ host, port, tlsPort, hasTls, base, people, groups }: Ldap): [string, string][] {
  return [
    ['Serveur', host],
    ...(tlsPort === null ? [] : ([['Port chiffré (LDAPS)', String(tlsPort)]] as [string, string][])),
    ...(port === null ? [] : ([[hasTls ? 'Port avec StartTLS' : 'Port', String(port)]] as [string, string][])),
    ['Base de recherche', base],
    ['Personnes', people],
    ['Groupes', groups],
    ['Attribut de connexion', 'uid (ou mail)'],
    ['Schéma', 'RFC 2307bis (inetOrgPerson, posixAccount, groupOfNames)'],
  ];
}

function Examples({ ldap }: { ldap: Ldap }) {
  const { host, port, tlsPort, people } = ldap;
  const address = tlsPort === null ? `ldap://${host}:${port ?? 389}` : `ldaps://${host}:${tlsPort}`;
  const dovecot = [`uris = ${address}`, `dn = cn=messagerie,${ldap.readers}`, 'dnpass = …', `base = ${people}`, 'auth_bind = yes'];
  dovecot.push('pass_filter = (&(objectClass=inetOrgPerson)(mail=%u))', 'user_filter = (&(objectClass=inetOrgPerson)(mail=%u))');
  const apache = [`AuthLDAPURL "${address}/${people}?uid?one"`, `AuthLDAPBindDN "cn=intranet,${ldap.readers}"`, 'AuthLDAPBindPassword …'];
  apache.push(`Require ldap-group cn=tous,ou=roles,${ldap.groups}`);
  return (
    <section className={classes.section} aria-labelledby="exemples">
      <h2 id="exemples">Exemples</h2>
      <h3>Messagerie Dovecot</h3>
      <Code block tabIndex={0} aria-label="Exemple pour Dovecot">
        {dovecot.join('\n')}
      </Code>
      <h3>Site Apache (mod_authnz_ldap)</h3>
      <Code block tabIndex={0} aria-label="Exemple pour Apache">
        {apache.join('\n')}
      </Code>
      <h3>Serveur de fichiers (NAS)</h3>
      <p>
        Choisissez un client LDAP et le schéma RFC 2307bis, puis recopiez le serveur, le port et la base. Donnez le nom complet d’un lecteur comme
        compte de lecture.
      </p>
    </section>
  );
}
