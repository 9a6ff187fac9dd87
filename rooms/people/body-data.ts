// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { BodyData, PersonalData } from '#platform/room.ts';
import type { Tables } from './tables.ts';

export const personalData: readonly PersonalData[] = [
  {
    category: 'Identité et fonctions des agents et des élus',
    purpose: 'Ouvrir à chacun les services de sa collectivité',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Le temps du mandat ou des fonctions, puis cinq ans',
    tables: ['people.person', 'people.mandate', 'people.address', 'people.colleague', 'people.ldap_name'],
  },
  {
    category: 'Moyens de connexion et sessions',
    purpose: 'Vérifier l’identité de la personne et protéger son compte',
    basis: 'Obligation de sécurité (RGPD, article 32)',
    retention: 'Le temps du compte ; un an pour les sessions',
    tables: [
      'people.credential',
      'people.session',
      'people.sign_in_step',
      'people.passkey',
      'people.totp',
      'people.recovery_code',
      'people.mail_link',
      'people.known_device',
      'people.invitation',
      'people.link_offer',
      'people.app_password',
    ],
  },
  {
    category: 'Identités chez un fournisseur (ProConnect, fournisseur de la collectivité)',
    purpose: 'Reconnaître la personne quand elle se connecte ailleurs, et fermer aussi sa session là-bas',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Jusqu’à ce que la personne détache l’identité ; un an pour les sessions',
    tables: ['people.federated_identity', 'people.federated_session', 'people.identity_provider'],
  },
  {
    category: 'Annuaire : coordonnées professionnelles, compétences, photo',
    purpose: 'Joindre les agents et les élus',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e) ; la photo et l’ouverture à d’autres collectivités sont au choix de la personne',
    retention: 'Le temps du mandat ou des fonctions',
    tables: ['people.directory_entry', 'people.directory_word'],
  },
  {
    category: 'Applications ouvertes avec le compte',
    purpose: 'Ouvrir des applications tierces au nom de la personne, et lui montrer lesquelles',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Un an pour les entrées ; les jetons, une heure après leur échéance',
    tables: ['people.application_entry', 'people.application_consent', 'people.openid_payload'],
  },
  {
    category: 'Arrivées, départs et renouvellements',
    purpose: 'Ouvrir et clore à temps ce que chacun tient dans la collectivité',
    basis: 'Mission d’intérêt public et obligation de sécurité (RGPD, articles 6-1 e et 32)',
    retention: 'Cinq ans après le mouvement',
    tables: ['people.movement'],
  },
  {
    category: 'Comptes des applications de La Suite territoriale',
    purpose: 'Répondre aux applications sur les droits et la place de chaque compte',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Le temps de l’ouverture des applications',
    tables: ['people.suite_account', 'people.suite_usage'],
  },
  {
    category: 'Attributs tenus par l’annuaire qui provisionne la collectivité (SCIM)',
    purpose: 'Ouvrir et clore l’accès des agents depuis l’annuaire de leur collectivité',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Le temps des fonctions ; retirés quand l’annuaire supprime la personne',
    tables: ['people.scim_record'],
  },
  {
    category: 'Assistances',
    purpose: 'Dire qui a agi au nom de qui, pourquoi et quand',
    basis: 'Obligation de sécurité (RGPD, article 32)',
    retention: 'Cinq ans',
    tables: ['people.support'],
  },
  {
    category: 'Usage des comptes de service',
    purpose: 'Dire quelle personne s’est servie d’une adresse commune',
    basis: 'Obligation de sécurité (RGPD, article 32)',
    retention: 'Le temps du compte de service',
    tables: ['people.generic_account_use'],
  },
];

// In the order in which they can be removed.
const owned = [
  'people.suite_usage',
  'people.suite_account',
  'people.suite_subscription',
  'people.suite_service',
  'people.ldap_name',
  'people.ldap_reader',
  'people.scim_record',
  'people.invitation',
  'people.group_member',
  'people.person_group',
  'people.generic_account_holder',
  'people.generic_account',
  'people.webhook_delivery',
  'people.webhook',
  'people.api_token',
  'people.proconnect_relay',
  'people.application_secret',
  'people.application',
  'people.role',
  'people.delegation',
  'people.sign_in_policy',
  'people.identity_provider',
  'people.support',
  'people.mail_forward',
  'people.movement_step',
  'people.movement',
  'people.directory_entry',
  'people.unit',
  'people.directory_policy',
] as const;

/** A body takes away who served it, with their names; persons who serve other bodies keep their account. */
export const bodyData: BodyData = {
  async export(ctx: Context<Tables>) {
    const mandates = await ctx.tx
      .selectFrom('people.mandate as m')
      .innerJoin('people.colleague as c', (join) => join.onRef('c.organisation_id', '=', 'm.organisation_id').onRef('c.id', '=', 'm.id'))
      .selectAll('m')
      .select(['c.given_name', 'c.family_name'])
      .where('m.organisation_id', '=', ctx.organisation)
      .orderBy('m.id')
      .execute();
    const all: Record<string, unknown[]> = { 'people.mandate': mandates };
    for (const table of [...owned, 'people.generic_account_use'] as const)
      all[table] = await ctx.tx.selectFrom(table).selectAll().where('organisation_id', '=', ctx.organisation).orderBy('id').execute();
    // What a server proves itself with is of no use elsewhere.
    const readers = await ctx.tx.selectFrom('people.ldap_reader').selectAll().where('organisation_id', '=', ctx.organisation).orderBy('id').execute();
    all['people.ldap_reader'] = readers.map((reader) => Object.fromEntries(Object.entries(reader).filter(([column]) => column !== 'secret_digest')));
    return all;
  },
  async erase(ctx: Context<Tables>) {
    for (const table of owned) await ctx.tx.deleteFrom(table).where('organisation_id', '=', ctx.organisation).execute();
    await ctx.tx.deleteFrom('people.mandate').where('organisation_id', '=', ctx.organisation).execute();
  },
};
