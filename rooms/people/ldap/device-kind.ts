// SPDX-License-Identifier: EUPL-1.2
import type { AppPasswordProtocol } from '#platform/room.ts';

/** What a person types into a program that asks the LDAP directory who they are: a file server, a business software. */
export const ldapDevice: AppPasswordProtocol = {
  key: 'people.ldap',
  protocol: 'ldap',
  label: 'Serveur de fichiers ou logiciel métier (LDAP)',
  description: 'Un logiciel de la collectivité qui vérifie votre compte dans l’annuaire.',
  help: ({ ldap, publicUrl }, login) => {
    const { hostname } = new URL(publicUrl);
    const address = ldap.tlsPort ? `ldaps://${hostname}:${ldap.tlsPort}` : ldap.port ? `ldap://${hostname}:${ldap.port}` : null;
    if (!address) return null;
    return {
      fields: [
        { label: 'Adresse du serveur', value: address },
        { label: 'Base de recherche', value: 'dc=beffroi' },
        { label: 'Identifiant', value: login },
      ],
      steps: [
        'Ouvrez le logiciel ou le partage, et demandez à vous connecter.',
        'Saisissez l’identifiant ci-dessous et le mot de passe d’application, jamais celui de votre compte.',
      ],
    };
  },
};
