// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { proconnectOrigins, type ProConnectCheck } from '../../contract/proconnect.ts';
import { SINGLE_FACTOR, levels } from '../../openid-provider/assurance.ts';
import type { Tables } from '../../tables.ts';
import { txtRecords } from '../txt-records.ts';
import { REQUIRED_SCOPES, relayAddresses } from './declare-relay.ts';

type Relay = Tables['people.proconnect_relay'];
type Application = Tables['people.application'];

/** What ProConnect requires of an identity provider, one by one, as found now (doc_fi/prerequis-fi.md, doc_fi/configuration.md). */
export async function readRelay(ctx: Context<Tables>) {
  const relay = await ctx.tx.selectFrom('people.proconnect_relay').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  const application = relay?.application_id
    ? await ctx.tx
        .selectFrom('people.application')
        .selectAll()
        .where('organisation_id', '=', ctx.organisation)
        .where('id', '=', relay.application_id)
        .where('closed_at', 'is', null)
        .executeTakeFirst()
    : undefined;
  return {
    origin: proconnectOrigins.find((origin) => origin === relay?.origin) ?? proconnectOrigins[0],
    idpId: relay?.idp_id ?? '',
    domains: relay?.email_domains ?? [],
    clientId: application?.id ?? null,
    discoveryUrl: `${ctx.house.settings.publicUrl}/oidc/.well-known/openid-configuration`,
    checks: [
      ...(await domainChecks(ctx, relay)),
      await siretCheck(ctx),
      ...(await peopleChecks(ctx, relay)),
      ...clientChecks(relay, application),
      levelCheck(),
      addressCheck(ctx.house.settings.publicUrl),
    ],
  };
}

async function domainChecks(ctx: Context<Tables>, relay: Relay | undefined): Promise<ProConnectCheck[]> {
  if (!relay || relay.email_domains.length === 0)
    return [ko('domains', 'Aucun domaine de messagerie n’est déclaré.', 'Indiquez les domaines des adresses de vos agents.')];
  if (!relay.idp_id)
    return [
      ko(
        'idp-id',
        'L’identifiant donné par ProConnect (Identity Provider ID) manque.',
        'Il vous est remis après votre demande sur Démarches simplifiées.',
      ),
    ];
  const expected = `proconnect-identity-provider-${relay.idp_id}`;
  return Promise.all(
    relay.email_domains.map(async (domain) => {
      const records = await txtRecords(ctx.house, domain);
      const key = `txt ${domain}`;
      if (records?.includes(expected)) return ok(key, `${domain} porte l’enregistrement TXT de ProConnect.`);
      const found =
        records === null ? 'le DNS ne répond pas' : `parmi ${records.length} enregistrement${records.length > 1 ? 's' : ''} TXT, aucun ne convient`;
      return ko(key, `${domain} : ${found}.`, `Ajoutez à ${domain} un enregistrement TXT (nom « @ ») qui vaut ${expected}`);
    }),
  );
}

async function siretCheck(ctx: Context<Tables>): Promise<ProConnectCheck> {
  const { rows } = await sql<{ siret: string | null }>`
    select people.own_siret(${ctx.organisation}::uuid, ${ctx.now().toString()}::timestamptz) as siret`.execute(ctx.tx);
  const siret = rows[0]?.siret ?? null;
  const mend = 'Saisissez le SIRET de l’établissement sur la fiche de votre collectivité : 14 chiffres, dont la clé est vérifiée.';
  if (!siret) return ko('siret', 'Le SIRET de votre collectivité n’est pas connu.', mend);
  if (!/^\d{14}$/.test(siret)) return ko('siret', `Le SIRET ${siret} n’a pas 14 chiffres.`, mend);
  return ok('siret', `SIRET transmis : ${siret}.`);
}

async function peopleChecks(ctx: Context<Tables>, relay: Relay | undefined): Promise<ProConnectCheck[]> {
  const { rows } = await sql<{ name: string; email: string; can_sign_in: boolean }>`
    select * from people.holders_in_domains(${ctx.organisation}::uuid, ${relay?.email_domains ?? []}::text[], ${ctx.now().toString()}::timestamptz)`.execute(
    ctx.tx,
  );
  const shut = rows.filter((row) => !row.can_sign_in);
  const today = ctx.today().toString();
  const without = await ctx.tx
    .selectFrom('people.colleague as m')
    .select(['m.given_name', 'm.family_name'])
    .distinct()
    .where('m.organisation_id', '=', ctx.organisation)
    .where('m.email', 'is', null)
    .where('m.begins_on', '<=', today)
    .where((where) => where.or([where('m.ends_on', 'is', null), where('m.ends_on', '>=', today)]))
    .execute();
  return [
    rows.length > 0 && shut.length === 0
      ? ok('people', `${rows.length} personne${rows.length > 1 ? 's' : ''} de ces domaines : toutes peuvent se connecter.`)
      : ko(
          'people',
          rows.length === 0
            ? 'Aucune personne n’a d’adresse dans ces domaines.'
            : `Ne peuvent pas se connecter : ${namesOf(shut.map(({ name }) => name))}.`,
          'ProConnect exige que toute adresse des domaines déclarés puisse se connecter : invitez ces personnes, ou retirez le domaine.',
        ),
    without.length === 0
      ? ok('claims', 'Nom, prénom, adresse et identifiant sont renseignés pour chacun.')
      : ko(
          'claims',
          `Sans adresse professionnelle : ${namesOf(without.map((row) => `${row.given_name} ${row.family_name}`))}.`,
          'Saisissez l’adresse professionnelle dans la fonction de ces personnes.',
        ),
  ];
}

function clientChecks(relay: Relay | undefined, application: Application | undefined): ProConnectCheck[] {
  if (!relay || !application)
    return [ko('client', 'ProConnect n’est pas déclaré parmi vos applications.', 'Déclarez-le ci-dessous : les réglages sont faits pour vous.')];
  const { redirectUris, postLogoutUris } = relayAddresses(relay.origin);
  const faults = [
    application.auth_method !== 'client_secret_post' && 'le secret doit être envoyé dans le formulaire (client_secret_post)',
    application.asks_pkce && 'la preuve de chaque demande (PKCE) ne doit pas être exigée',
    !application.signs_userinfo && 'la réponse « userinfo » doit être signée',
    application.subject !== 'public' && 'l’identifiant de la personne doit être le même partout',
    redirectUris.some((uri) => !application.redirect_uris.includes(uri)) && `l’adresse de retour doit être ${redirectUris.join(', ')}`,
    postLogoutUris.some((uri) => !application.post_logout_uris.includes(uri)) && `le retour après déconnexion doit être ${postLogoutUris.join(', ')}`,
    REQUIRED_SCOPES.some((scope) => !application.scopes.includes(scope)) &&
      `les données ${REQUIRED_SCOPES.slice(1).join(', ')} doivent être transmises`,
    application.roles.length + application.group_ids.length > 0 && 'l’application ne doit être réservée ni à des rôles ni à des groupes',
  ].filter((fault) => fault !== false);
  return [
    faults.length === 0
      ? ok('client', 'ProConnect est déclaré, avec les réglages qu’il demande.')
      : ko('client', `Réglages à reprendre : ${faults.join(' ; ')}.`, 'Modifiez l’application ProConnect, dans « Applications ».'),
  ];
}

function levelCheck(): ProConnectCheck {
  const isThere = levels.includes(SINGLE_FACTOR);
  return isThere
    ? ok('acr', `Le niveau de garantie ${SINGLE_FACTOR} est annoncé (acr), et la manière de se connecter est dite (amr).`)
    : ko('acr', 'Le niveau eidas1 n’est pas annoncé.', 'Prévenez l’opérateur de cette installation.');
}

function addressCheck(publicUrl: string): ProConnectCheck {
  return publicUrl.startsWith('https:')
    ? ok('https', 'La description publique est servie en https.')
    : ko('https', 'Cette installation n’est pas servie en https.', 'ProConnect ne joint qu’une adresse publique en https : réglez PUBLIC_URL.');
}

function namesOf(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} et ${names.length - 5} autres` : names.join(', ');
}

const ok = (key: string, says: string): ProConnectCheck => ({ key, isOk: true, says, mend: null });
const ko = (key: string, says: string, mend: string): ProConnectCheck => ({ key, isOk: false, says, mend });
